import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { knee, spread, weighted } from '#dashboard/logic/choosing';

const front = [
    [0, 10],
    [1, 3],
    [2, 2],
    [6, 1],
    [10, 0],
];
const ids = ['e', 'd', 'c', 'b', 'a'];

test('the knee of a bent front is its corner', () => {
    const bent = [
        [0, 100],
        [1, 10],
        [10, 1],
        [100, 0],
        [2, 3],
    ];
    deepEqual(knee(bent, ids, 1), [4]);
});

test('a weight of one objective alone chooses the best of it', () => {
    deepEqual(weighted(front, ids, [1, 0], 1), [0]);
    deepEqual(weighted(front, ids, [0, 1], 1), [4]);
});

test('a spread begins at the knee and goes on to the ends, and of all is all', () => {
    deepEqual(spread(front, ids, 3), [2, 4, 0]);
    deepEqual(spread(front, ids, 9).sort(), [0, 1, 2, 3, 4]);
});

test('an empty front has no knee and no spread', () => {
    deepEqual(knee([], [], 1), []);
    deepEqual(spread([], [], 3), []);
    deepEqual(spread(front, ids, 0), []);
});

test('a front of equal members is chosen from by their ids', () => {
    const same = [
        [1, 1],
        [1, 1],
    ];
    deepEqual(knee(same, ['b', 'a'], 1), [1]);
    deepEqual(spread(same, ['b', 'a'], 2), [1, 0]);
});
