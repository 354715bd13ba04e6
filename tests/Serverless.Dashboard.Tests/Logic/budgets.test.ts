import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Search } from '#dashboard/api/contracts';
import { pauseOf } from '#dashboard/api/poll';
import { budgetUses, elapsed, forecast } from '#dashboard/logic/budgets';

const start = Date.parse('2026-01-02T03:00:00Z');
const search = (budget: Record<string, unknown>, more: Partial<Search> = {}): Search =>
    ({ state: 'Running', startedAt: '2026-01-02T03:00:00Z', budget, generation: 1, ...more }) as unknown as Search;

test('a pause does not count as time that a search ran', () => equal(elapsed(search({ limits: {}, pausedSeconds: 10 }), start + 60_000), 50));

test('the forecast names the limit that is reached first', () => {
    const found = forecast(search({ limits: { trainings: 40, wallClockSeconds: 3_600 }, trainingsSpent: 8, trainingsCached: 2 }), start + 60_000)!;
    equal(found.use.kind, 'trainings');
    ok(Math.abs(found.seconds - 180) < 1e-9);
});

test('cached trainings count against their limit', () =>
    equal(budgetUses(search({ limits: { trainings: 40 }, trainingsSpent: 8, trainingsCached: 2 }), start)[0]!.used, 10));

test('polling slows down while hidden and after failures', () => {
    equal(pauseOf(2_000, false, 0), 2_000);
    equal(pauseOf(2_000, true, 0), 30_000);
    equal(pauseOf(2_000, false, 3), 16_000);
    equal(pauseOf(2_000, true, 9), 60_000);
});
