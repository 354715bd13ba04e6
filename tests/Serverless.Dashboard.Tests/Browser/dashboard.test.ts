import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openAlone, withReport } from './report';
import { address, faultsOf, key, launch, readKey, startSearch, until } from './session';

let browser: Browser;
let page: Page;
let growing: string;
let small: string;
const complaints: string[] = [];
const hostile = '</script></noscript><script>alert(1)</script>';

before(async () => {
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
        // A refused key is told there by the browser itself.
        if (message.type() === 'error' && !message.text().includes('401')) {
            complaints.push(message.text());
        }
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
});
after(() => browser?.close());

const show = async (place: string): Promise<void> => {
    await page.evaluate((hash) => {
        location.hash = hash;
    }, `#/${place}`);
};
const evaluations = async (): Promise<number> => Number((await page.getByTestId('evaluations').textContent())!.replaceAll(',', ''));
const rowsOf = (caption: string) => page.getByRole('group', { name: caption }).locator('tbody tr');

test('a wrong key is refused', async () => {
    await page.goto(address);
    await page.getByLabel('Key').fill('wrong');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('does not accept this key').waitFor();
    equal(await page.evaluate(() => sessionStorage.length), 0);
});

test('a key opens the list of searches', async () => {
    await page.getByLabel('Key').fill(key);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'Searches' }).waitFor();
    await page.getByText('No searches').waitFor();
    deepEqual(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie]), [1, 0, '']);
});

test('a search that is started is seen growing, without reloading', async () => {
    small = await startSearch(`small ${hostile}`, 16, 2);
    growing = await startSearch('growing', 4_000, 1);
    await page.evaluate(() => {
        document.body.dataset.loaded = 'once';
    });
    await page.getByRole('link', { name: 'growing' }).click();
    await page.getByRole('region', { name: 'Pareto front' }).and(page.locator('[data-state=drawn]')).locator('[data-drawn]').waitFor();
    const first = await evaluations();
    ok(first > 0);
    await until('the search has grown', async () => (await evaluations()) > first);
    equal(await page.evaluate(() => document.body.dataset.loaded), 'once');
    ok(page.url().includes(growing));
});

test('a point opens its candidate with a picture of its cell, by keyboard alone', async () => {
    const front = page.getByRole('region', { name: 'Pareto front' });
    await front.getByRole('button', { name: 'Table' }).press('Enter');
    const candidate = front.getByRole('button', { name: /^c[0-9a-f]+$/ }).first();
    const name = (await candidate.textContent())!;
    await candidate.press('Enter');
    const panel = page.getByRole('region', { name: `Candidate ${name}` });
    await panel.getByRole('img', { name: /^Cell/ }).waitFor();
    await panel.getByText('Completed').waitFor();
    ok(page.url().includes(`candidate=${name}`));
    await panel.getByRole('button', { name: 'Close' }).press('Enter');
    await front.getByRole('button', { name: 'Chart' }).press('Enter');
});

test('limits, knee and spread choose from the front', async () => {
    await show(`searches/${small}/front`);
    await page.getByRole('heading', { name: 'small' }).waitFor();
    await until('the search has ended', async () => (await page.getByText('Completed: ').count()) > 0);
    const chosen = rowsOf('Chosen from the front');
    await chosen.first().waitFor();
    const all = await chosen.count();
    ok(all > 1, 'a front of one has nothing to choose');
    await page.getByLabel(/^by/).selectOption('knee');
    await until('one is chosen', async () => (await chosen.count()) === 1);
    await page.getByLabel(/^by/).selectOption('all');
    await page.getByLabel('ms at most').fill('0');
    await until('none is within the limit', async () => (await chosen.count()) === 0);
    await page.getByLabel('ms at most').fill('');
    await until('all are back', async () => (await chosen.count()) === all);
});

test('the front of an earlier generation is shown, and left again', async () => {
    const front = page.getByRole('region', { name: 'Pareto front' });
    const generation = front.getByLabel(/^up to generation/);
    await generation.fill('0');
    await front.getByText(/ nondominated of 8 evaluated/).waitFor();
    ok(page.url().includes('upTo=0'));
    await generation.fill('1');
    await front.getByText(/ nondominated of 16 evaluated/).waitFor();
    ok(!page.url().includes('upTo'));
});

test('the report of a search is one file that asks for nothing and shows the same', async () =>
    withReport(small, async (file) => {
        const best = await page.locator('.summary-card .facts').first().textContent();
        const { page: report, faults } = await openAlone(browser, file);
        await report.getByRole('heading', { name: `small ${hostile}` }).waitFor();
        equal(await report.locator('.summary-card .facts').first().textContent(), best);
        equal(await report.getByRole('button', { name: 'cancel' }).count(), 0);
        for (const tab of ['About', 'Front', 'Progress', 'Decisions', 'Workers', 'Events', 'Evaluations']) {
            await report.getByRole('navigation', { name: 'Views of the search' }).getByRole('link', { name: tab, exact: true }).click();
            await report.getByRole('link', { name: tab, exact: true }).and(report.locator('[aria-current=page]')).waitFor();
            faults.push(...(await faultsOf(report)).map((fault) => `${tab}: ${fault}`));
        }

        equal(await report.getByRole('group', { name: 'Evaluations' }).locator('tbody tr').count(), 16);
        const candidate = report.getByRole('button', { name: /^c[0-9a-f]+$/ }).first();
        const name = (await candidate.textContent())!;
        await candidate.click();
        await report.getByRole('region', { name: `Candidate ${name}` }).getByText('Provenance').waitFor();
        await report.getByRole('link', { name: 'Front', exact: true }).click();
        await report.getByRole('region', { name: 'Pareto front' }).locator('[data-drawn]').waitFor();

        const { page: plain, faults: plainFaults } = await openAlone(browser, file, false);
        equal(await plain.getByRole('heading', { name: 'small' }).textContent(), `small ${hostile}`);
        ok((await plain.locator('table tbody tr').count()) > 1);
        ok((await plain.locator('dd').allTextContents()).includes('Completed: evaluations used up'));
        deepEqual([...faults, ...plainFaults], []);
    }));

test('a read key shows everything and no buttons', async () => {
    const context = await browser.newContext();
    const reader = await context.newPage();
    reader.setDefaultTimeout(60_000);
    await reader.goto(`${address}#/searches/${growing}/front`);
    await reader.getByLabel('Key').fill(readKey);
    const asked = reader.waitForResponse((answer) => answer.url().endsWith('/api/access'));
    await reader.getByRole('button', { name: 'Open' }).click();
    equal((await asked).status(), 401);
    await reader.getByRole('region', { name: 'Pareto front' }).waitFor();
    for (const place of ['compare', 'schedules', 'surrogates', 'devices', 'workers', `searches/${growing}/progress`]) {
        await reader.evaluate((hash) => {
            location.hash = hash;
        }, `#/${place}`);
        await reader.getByText('updated').waitFor();
        equal(await reader.getByRole('alert').count(), 0, place);
    }

    equal(await reader.locator('.actions button').count(), 0);
    await context.close();
});

test('the list is filtered by state, and two searches are compared', async () => {
    await show('searches');
    await page.getByLabel('State').selectOption('Completed');
    await until('only the small one is listed', async () => (await page.locator('.search').count()) === 1);
    await page.getByLabel('State').selectOption('');
    await page.getByLabel(`Choose ${small} for comparison`).check();
    await page.getByLabel(`Choose ${growing} for comparison`).check();
    await page.getByRole('link', { name: 'Compare 2' }).click();
    await page.getByRole('region', { name: 'Hypervolume against a common reference point' }).locator('[data-drawn]').waitFor();
    equal(await rowsOf('Summary').count(), 2);
});

test('the journal of an asynchronous search is shown', async () => {
    // A table answers at once, so that this platform has no such search: what the API tells of one is put in its place.
    await page.route(`**/api/searches/${small}/request`, async (route) => {
        const answer = await route.fetch();

        // A page that has the request already is told that it has not changed, without a body.
        await route.fulfill(
            answer.status() === 200 ? { response: answer, json: { ...(await answer.json()), mode: 'asynchronous' } } : { response: answer },
        );
    });
    await page.route(`**/api/searches/${small}/journal*`, (route) =>
        route.fulfill({
            json: {
                value: [
                    { generation: 0, arrivals: [], wanted: 2 },
                    { generation: 1, arrivals: [{ generation: 0, index: 1, rung: 2 }], wanted: 1 },
                ],
            },
        }),
    );
    await page.reload();
    await show(`searches/${small}/events`);
    const turns = rowsOf('Journal');
    await turns.first().waitFor();
    deepEqual(await turns.allTextContents(), ['10/1 at rung 21', '0nothing2']);
    await page.unrouteAll();
    await page.reload();
});

test('a search is paused, resumed and extended', async () => {
    await show(`searches/${growing}/front`);
    const act = async (word: string, fill?: () => Promise<void>) => {
        await page.getByRole('button', { name: word, exact: true }).click();
        const dialog = page.getByRole('dialog', { name: new RegExp(`^${word}`) });
        await fill?.();
        await dialog.getByRole('button', { name: word, exact: true }).click();
        await dialog.waitFor({ state: 'hidden' });
    };
    const badge = page.locator('.summary-card .badge');
    await act('pause');
    await badge.getByText('Paused').waitFor();
    await act('resume');
    await badge.getByText('Running').waitFor();
    await show(`searches/${small}/front`);
    await page.getByRole('heading', { name: 'small' }).waitFor();
    await act('extend', () => page.getByLabel('more evaluations').fill('8'));
    await until('it has evaluated more', async () => (await evaluations()) === 24);
    await badge.getByText('Completed').waitFor();
});

test('a search is cancelled after a question', async () => {
    await show(`searches/${growing}/front`);
    await page.getByRole('button', { name: 'cancel' }).click();
    const dialog = page.getByRole('dialog', { name: 'cancel growing?' });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'cancel' }).click();
    await dialog.getByRole('button', { name: 'cancel' }).click();
    await page.getByText('Cancelled').first().waitFor();
});

test('axe-core finds no fault in any view, light or dark, wide or narrow', async () => {
    const places = [
        'searches',
        ...['front', 'progress', 'decisions', 'workers', 'events'].map((tab) => `searches/${small}/${tab}`),
        `compare?ids=${small},${growing}`,
        'schedules',
        'surrogates',
        'devices',
        'workers',
    ];
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(colorScheme === 'light' ? { width: 1200, height: 900 } : { width: 390, height: 800 });
        for (const place of places) {
            await show(place);
            await until(
                `${place} is there`,
                async () => (await page.getByText('updated').count()) > 0 && (await page.getByText('Loading …').count()) === 0,
            );
            faults.push(...(await faultsOf(page)).map((fault) => `${place} (${colorScheme}): ${fault}`));
            const [wanted, had] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
            if (wanted! > had!) {
                faults.push(`${place} is ${wanted} pixels wide on a screen of ${had}`);
            }
        }
    }

    deepEqual(faults, []);
});

test('nothing breaks the content security policy', () => deepEqual(complaints, []));
