// How soon a page of a search with many evaluations is painted: node bench.mjs [EVALUATIONS]. Prints; it holds nothing to a limit.
// The page is the one that is built; the API's answers are made up, so that it is the page that is timed.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, process.env.DASHBOARD_BUNDLE ?? '../../artifacts/dashboard');
const count = Number(process.argv[2] ?? 20_000);
const perPage = 5_000;
const perGeneration = 20;
const operations = ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3'];

let state = 1;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
const edge = (source) => `${operations[Math.floor(random() * 5)]}~${source}`;

function columns(first, last) {
    const rows = Array.from({ length: last - first }, (_, at) => first + at);
    const size = rows.map(() => random());
    const generation = rows.map((row) => Math.floor(row / perGeneration));
    return {
        schemaVersion: 1,
        candidate: rows.map((row) => `c${row.toString(16).padStart(16, '0')}`),
        architecture: rows.map(() => `|${edge(0)}|+|${edge(0)}|${edge(1)}|+|${edge(0)}|${edge(1)}|${edge(2)}|`),
        generation,
        index: rows.map((row) => row % perGeneration),
        status: rows.map(() => (random() < 0.9 ? 'Completed' : 'EarlyStopped')),
        fidelity: rows.map(() => 'full'),
        metrics: {
            accuracy: size.map((value) => 60 + 30 * value ** 0.4 - 4 * random()),
            'latencyMs@local-cpu': size.map((value) => 1 + 4 * value + random()),
        },
        predicted: {},
        workerSeconds: rows.map(() => 1 + random()),
        worker: rows.map((row) => `worker-${row % 4}`),
        cached: rows.map(() => false),
        reason: rows.map(() => null),
        nextGeneration: last / perGeneration,
        ...(last < count ? { nextLink: `/api/searches/s1/columns?generation=${last / perGeneration}` } : {}),
    };
}

const objectives = [
    { metric: 'accuracy', goal: 'maximise' },
    { metric: 'latencyMs', goal: 'minimise', device: 'local-cpu' },
];
const search = {
    id: 's1',
    name: 'bench',
    state: 'Completed',
    stopReason: 'budgetEvaluations',
    createdAt: '2026-01-02T03:04:05Z',
    startedAt: '2026-01-02T03:04:05Z',
    completedAt: '2026-01-02T13:04:05Z',
    generation: count / perGeneration,
    budget: { limits: { evaluations: count }, evaluationsSpent: count },
    frontSize: 30,
    hypervolume: 120,
    outcomes: { completed: count },
    referencePoint: { accuracy: 50, 'latencyMs@local-cpu': 6 },
};
const pages = new Map();
for (let first = 0; first < count; first += perPage) {
    pages.set(first / perGeneration, JSON.stringify(columns(first, Math.min(count, first + perPage))));
}

const history = JSON.stringify({
    value: Array.from({ length: count }, (_, at) => ({
        evaluation: at + 1,
        generation: Math.floor(at / perGeneration),
        candidate: 'c',
        frontSize: 30,
        hypervolume: Math.log(at + 2),
    })),
});
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html' };
const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const route = url.pathname.replace('/api/', '');
    const file = route === 'dashboard' ? 'index.html' : route.startsWith('dashboard/') ? route.slice(10) : undefined;
    response.setHeader('Content-Type', file ? types[file.split('.').pop()] : 'application/json');
    response.end(
        file
            ? await readFile(join(bundle, file))
            : route.endsWith('/columns')
              ? pages.get(Number(url.searchParams.get('generation') ?? 0))
              : route.endsWith('/history')
                ? history
                : route.endsWith('/front')
                  ? JSON.stringify({ objectives, members: [] })
                  : route.endsWith('/request')
                    ? JSON.stringify({ objectives, space: { name: 'nasbench201' }, algorithm: { name: 'nsga2' }, budgets: {} })
                    : JSON.stringify(search),
    );
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({
    executablePath: process.env.DASHBOARD_BROWSER ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
});
try {
    const context = await browser.newContext();
    await context.addInitScript(() => {
        sessionStorage.setItem('serverless.key', 'bench');
        window.marks = {};
        const look = () => {
            const chart = document.querySelector('[aria-label="Pareto front"] [data-drawn]');
            if (chart && !window.marks.first) {
                requestAnimationFrame(() =>
                    requestAnimationFrame(() => {
                        window.marks.first = performance.now();
                    }),
                );
                window.marks.first = -1;
            }

            const total = document.querySelector('[data-testid=evaluations]')?.parentElement?.textContent ?? '';
            if (chart && total && !total.includes('loading') && !window.marks.all) {
                requestAnimationFrame(() =>
                    requestAnimationFrame(() => {
                        window.marks.all = performance.now();
                    }),
                );
                window.marks.all = -1;
            }
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    for (const run of [1, 2, 3]) {
        const page = await context.newPage();
        await page.goto(`http://127.0.0.1:${server.address().port}/api/dashboard#/searches/s1/front`);
        await page.waitForFunction(() => window.marks.all > 0 && window.marks.first > 0, undefined, { timeout: 120_000 });
        const marks = await page.evaluate(() => window.marks);
        const shown = await page.getByTestId('evaluations').textContent();
        console.log(
            `run ${run}: ${shown} evaluations: first points painted after ${(marks.first / 1000).toFixed(2)} s, all after ${(marks.all / 1000).toFixed(2)} s`,
        );
        await page.close();
    }
} finally {
    await browser.close();
    server.close();
}
