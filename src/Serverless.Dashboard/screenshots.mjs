// Pictures of a search of a platform, the newest where none is named, for docs:
// SERVERLESS_URL=... SERVERLESS_KEY_FILE=... node screenshots.mjs FOLDER [SEARCH]
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [folder, chosen] = process.argv.slice(2);
const { SERVERLESS_URL: url, SERVERLESS_KEY_FILE: keyFile, DASHBOARD_BROWSER: executablePath = '/usr/bin/chromium' } = process.env;
if (!folder || !url || !keyFile) {
    throw new Error('Usage: SERVERLESS_URL=ADDRESS SERVERLESS_KEY_FILE=FILE node screenshots.mjs FOLDER [SEARCH]');
}

const key = (await readFile(keyFile, 'utf8')).trim();
const list = await (await fetch(new URL('api/searches?maxpagesize=1', url), { headers: { 'x-functions-key': key } })).json();
const id = chosen ?? list.value[0].id;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
    for (const [name, place, colorScheme] of [
        ['dashboard-front', `searches/${id}/front`, 'light'],
        ['dashboard-progress', `searches/${id}/progress`, 'light'],
    ]) {
        const context = await browser.newContext({ colorScheme, viewport: { width: 1000, height: 820 } });
        const page = await context.newPage();
        await page.goto(new URL('api/dashboard', url).href);
        await page.getByLabel('Key').fill(key);
        await page.getByRole('button', { name: 'Open' }).click();
        await page.getByRole('heading', { name: 'Searches' }).waitFor();
        await page.evaluate((hash) => {
            location.hash = hash;
        }, `#/${place}`);
        await page.locator('[data-drawn]').first().waitFor();
        await page.waitForTimeout(1_000);
        await page.screenshot({ path: join(folder, `${name}.png`) });
        await context.close();
    }
} finally {
    await browser.close();
}
