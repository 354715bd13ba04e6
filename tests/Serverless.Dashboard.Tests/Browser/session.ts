// The browser of the tests, and the platform that it looks at; all addresses are this machine's own.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

export const required = (name: string): string => {
    const value = process.env[name];
    if (!value) {
        throw new Error(`${name} is not set: these tests are started by Serverless.Dashboard.Tests.`);
    }

    return value;
};

export const address = required('DASHBOARD_ADDRESS');
export const key = required('DASHBOARD_KEY');
export const readKey = required('DASHBOARD_READ_KEY');
const require = createRequire(join(required('DASHBOARD_FOLDER'), 'package.json'));

export const launch = (): Promise<Browser> =>
    (require('playwright-core') as typeof import('playwright-core')).chromium.launch({
        executablePath: required('DASHBOARD_BROWSER'),
        args: ['--no-sandbox', '--disable-gpu'],
    });

/** What axe-core finds wrong with a page. It is evaluated, since the page's policy lets no script in. */
export async function faultsOf(page: Page): Promise<string[]> {
    await page.evaluate((require('axe-core') as { source: string }).source);
    const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
    const { violations } = found as { violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] };
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`);
}

export async function call<T>(method: string, route: string, body?: unknown): Promise<T> {
    const answer = await fetch(new URL(route, address), {
        method,
        headers: { 'x-functions-key': key, 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) {
        throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
    }

    return (await answer.json()) as T;
}

/** Starts a search of the table that the tests' platform has. */
export async function startSearch(name: string, evaluations: number, seed: number): Promise<string> {
    const search = await call<{ id: string }>('POST', 'searches', {
        name,
        seed,
        space: { name: 'nasbench201-canonical' },
        evaluator: { kind: 'table', table: 'formula201' },
        objectives: [
            { metric: 'score', goal: 'maximise' },
            { metric: 'ms', goal: 'minimise' },
        ],
        algorithm: { name: 'nsga2', populationSize: 8 },
        budgets: { evaluations },
    });
    return search.id;
}

/** Waits until something holds. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 60_000; !(await holds());) {
        if (Date.now() > end) {
            throw new Error(`It never came about that ${what}.`);
        }

        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
