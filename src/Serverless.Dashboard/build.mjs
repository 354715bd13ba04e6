// Checks the types and bundles the dashboard, or its tests: node build.mjs dashboard|tests FOLDER
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const tests = join(here, '../../tests/Serverless.Dashboard.Tests');
const [what, output] = process.argv.slice(2);
if (!output || !['dashboard', 'tests'].includes(what)) {
    throw new Error('Usage: node build.mjs dashboard|tests FOLDER');
}

const common = { bundle: true, sourcemap: false, logLevel: 'warning', target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact' };

// ECharts asks which mode it is in.
const production = { 'process.env.NODE_ENV': '"production"' };

async function bundleDashboard() {
    await build({
        ...common,
        entryPoints: { app: join(here, 'app/main.tsx'), style: join(here, 'app/style.css') },
        outdir: output,
        format: 'esm',
        minify: true,
        legalComments: 'none',
        define: production,
    });
    await copyFile(join(here, 'index.html'), join(output, 'index.html'));
}

/** The same views as one file that asks nobody for anything; the client puts title, summary and data in their places. */
async function bundleReport() {
    const bundle = await build({
        ...common,
        entryPoints: { script: join(here, 'app/report.tsx'), style: join(here, 'app/style.css') },
        outdir: output,
        write: false,
        format: 'iife',
        minify: true,
        legalComments: 'none',
        define: production,
    });
    const textOf = (ending) => bundle.outputFiles.find((file) => file.path.endsWith(ending)).text;
    const [script, style] = [textOf('.js'), textOf('.css')];
    if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
        throw new Error('The script or the style of the report would end the element that holds it.');
    }

    const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
    const parts = { policy, style, script };
    const template = await readFile(join(here, 'report.html'), 'utf8');
    await writeFile(
        join(output, 'report.html'),
        template.replace(/<!--(policy|style|script)-->/g, (_, name) => parts[name]),
    );
}

async function bundleTests() {
    const files = (await readdir(tests, { recursive: true })).filter((file) => file.endsWith('.ts') && !/(^|\/)(bin|obj)\//.test(file));
    await build({
        ...common,
        entryPoints: files.map((file) => join(tests, file)),
        outbase: tests,
        outdir: output,
        format: 'esm',
        platform: 'node',
        outExtension: { '.js': '.mjs' },
        alias: { '#dashboard': join(here, 'app') },
        external: ['playwright-core', 'axe-core'],
    });
}

function checkTypes(folder) {
    const check = spawn(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', folder], { stdio: 'inherit' });
    return new Promise((resolve, reject) => {
        check.on('error', reject);
        check.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('The types do not check; the messages are above.'))));
    });
}

await mkdir(output, { recursive: true });
await Promise.all(what === 'dashboard' ? [checkTypes(here), bundleDashboard(), bundleReport()] : [checkTypes(tests), bundleTests()]).catch((fault) => {
    console.error(fault.message);
    process.exit(1);
});
