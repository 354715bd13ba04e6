import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { dominates, nondominated } from '#dashboard/logic/pareto';

const bruteForce = (points: number[][]): number[] =>
    points.flatMap((point, place) => (points.some((other) => dominates(other, point)) ? [] : [place]));

/** Numbers that are the same each time, few of them, so that many are equal. */
function cloud(count: number, dimensions: number, seed: number): number[][] {
    let state = seed;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % 9;
    return Array.from({ length: count }, () => Array.from({ length: dimensions }, next));
}

for (const dimensions of [1, 2, 3, 5]) {
    test(`nondominated points in ${dimensions} dimensions are those of brute force`, () => {
        for (let seed = 1; seed <= 20; seed++) {
            const points = cloud(60, dimensions, seed);
            deepEqual(nondominated(points), bruteForce(points));
        }
    });
}

test('a point does not dominate its equal', () => equal(dominates([1, 2], [1, 2]), false));
