// The report of a search, as the client writes it, in a browser of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { address, key, required } from './session';

/** Writes the report of a search by the client, and gives its address to a function. */
export async function withReport(search: string, use: (file: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'report-'));
    try {
        await promisify(execFile)('dotnet', [required('DASHBOARD_CLIENT'), 'front', 'export', search, '--format', 'html', '--output', folder], {
            env: { ...process.env, SERVERLESS_URL: new URL('/', address).href, SERVERLESS_KEY: key },
        });
        await use(pathToFileURL(join(folder, 'report.html')).href);
    } finally {
        await rm(folder, { recursive: true });
    }
}

/** A page of its own that tells what it asked for and what it complained about. */
export async function openAlone(browser: Browser, file: string, javaScriptEnabled = true): Promise<{ page: Page; faults: string[] }> {
    const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1200, height: 900 } })).newPage();
    page.setDefaultTimeout(60_000);
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => request.url().split('#')[0] !== file && !request.url().startsWith('data:') && faults.push(`It asks for ${request.url()}.`));
    page.on('dialog', (dialog) => faults.push(`It says ${dialog.message()}.`));
    await page.goto(file);
    return { page, faults };
}
