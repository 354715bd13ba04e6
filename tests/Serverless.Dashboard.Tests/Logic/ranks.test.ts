import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { kendallTauB, ranks, spearman } from '#dashboard/logic/ranks';

const near = (actual: number, expected: number): void => ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test('rank correlations of equal and of reversed orders are 1 and −1', () => {
    const values = [3, 1, 4, 1.5, 9];
    for (const correlation of [kendallTauB, spearman]) {
        near(
            correlation(
                values,
                values.map((value) => value ** 3),
            ),
            1,
        );
        near(
            correlation(
                values,
                values.map((value) => -value),
            ),
            -1,
        );
    }
});

test("Kendall's tau-b with ties is that of its formula", () => near(kendallTauB([1, 2, 2, 3], [1, 2, 3, 3]), 4 / Math.sqrt(5 * 5)));

test('equal values share the mean of their ranks', () => deepEqual(ranks([10, 20, 10, 5]), [2.5, 4, 2.5, 1]));
