// The pictures of docs/dashboard.md, from a run of ./serverless demo, which this starts: node screenshots.mjs FOLDER [COMMAND ...]
// While it runs its dashboard is looked at, afterwards its report. What it writes otherwise goes to a temporary folder. COMMAND is what runs
// the client where ./serverless is not to build it first.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [folder, ...command] = process.argv.slice(2);
const { DASHBOARD_BROWSER: executablePath = '/usr/bin/chromium' } = process.env;
if (!folder) {
    throw new Error('Usage: node screenshots.mjs FOLDER [COMMAND ...]');
}

/** How much of its trainings the search has done when it is looked at. */
const share = 0.8;
const root = fileURLToPath(new URL('../../', import.meta.url));
const output = await mkdtemp(join(tmpdir(), 'demo-'));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const size = { width: 1000, height: 820 };

try {
    const [program, ...words] = command.length > 0 ? command : [join(root, 'serverless')];
    const demo = spawn(program, [...words, 'demo', '--output', output], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve, reject) => {
        demo.on('error', reject);
        demo.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The demo ended with ${code}.`))));
    });
    await Promise.race([whileItRuns(demo.stderr), ended.then(() => Promise.reject(new Error('The demo ended before it was looked at.')))]);
    await ended;
    const page = await browser.newPage({ viewport: size });
    await page.goto(pathToFileURL(join(output, 'report.html')).href);
    await page.getByRole('heading', { name: 'The front' }).waitFor();
    await take(page, 'dashboard-report');
} finally {
    await browser.close();
    await rm(output, { recursive: true, force: true });
}

async function whileItRuns(lines) {
    const { url, key } = await platformOf(lines);
    const ask = async (route) => (await fetch(new URL(route, url), { headers: { 'x-functions-key': key } })).json();
    let search;
    do {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        [search] = (await ask('searches')).value;
    } while (!search || (isUnderWay(search) && search.budget.trainingsSpent < share * search.budget.limits.trainings));
    const page = await browser.newPage({ viewport: size });
    await page.goto(url);
    await page.getByLabel('Key').fill(key);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'Searches' }).waitFor();
    for (const tab of ['front', 'progress']) {
        await page.evaluate((hash) => {
            location.hash = hash;
        }, `#/searches/${search.id}/${tab}`);
        await page.locator('[data-drawn]').first().waitFor();
        await take(page, `dashboard-${tab}`);
    }
}

function isUnderWay({ state }) {
    return state === 'Pending' || state === 'Running';
}

/** What the demo says of its platform; everything that it writes is read, so that it never waits. */
async function platformOf(lines) {
    let text = '';
    return new Promise((resolve) => {
        lines.setEncoding('utf8');
        lines.on('data', async (part) => {
            process.stderr.write(part);
            text += part;
            const [, url, file] = /Dashboard, until it ends: (\S+) \(key: (.+)\)/.exec(text) ?? [];
            if (url) {
                resolve({ url, key: (await readFile(file, 'utf8')).trim() });
            }
        });
    });
}

async function take(page, name) {
    // Charts are drawn a frame after their data is there.
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(folder, `${name}.png`) });
}
