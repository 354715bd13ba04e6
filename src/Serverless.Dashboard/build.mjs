// Checks the types and bundles the dashboard, or its tests: node build.mjs dashboard|tests FOLDER
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
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

async function bundleDashboard() {
    await build({
        ...common,
        entryPoints: { app: join(here, 'app/main.tsx'), style: join(here, 'app/style.css') },
        outdir: output,
        format: 'esm',
        minify: true,
        legalComments: 'none',
        // ECharts asks which mode it is in.
        define: { 'process.env.NODE_ENV': '"production"' },
    });
    await copyFile(join(here, 'index.html'), join(output, 'index.html'));
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
await Promise.all(what === 'dashboard' ? [checkTypes(here), bundleDashboard()] : [checkTypes(tests), bundleTests()]).catch((fault) => {
    console.error(fault.message);
    process.exit(1);
});
