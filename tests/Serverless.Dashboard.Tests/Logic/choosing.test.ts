import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { knee, spread, weighted } from '#dashboard/logic/choosing';

const front = [
    [0, 10],
    [1, 3],
    [2, 2],
    [6, 1],
    [10, 0],
];

test('the knee of a bent front is its corner', () =>
    equal(
        knee([
            [0, 100],
            [1, 10],
            [10, 1],
            [100, 0],
            [2, 3],
        ]),
        4,
    ));

test('a weight of one objective alone chooses the best of it', () => {
    equal(weighted(front, [1, 0]), 0);
    equal(weighted(front, [0, 1]), 4);
});

test('a spread of two are the ends, and of all is all', () => {
    deepEqual(spread(front, 2), [0, 4]);
    deepEqual(spread(front, 9).sort(), [0, 1, 2, 3, 4]);
});

test('an empty front has no knee and no spread', () => {
    equal(knee([]), -1);
    deepEqual(spread([], 3), []);
});

test('a front of equal members is chosen from in order', () => {
    equal(
        knee([
            [1, 1],
            [1, 1],
        ]),
        0,
    );
    deepEqual(
        spread(
            [
                [1, 1],
                [1, 1],
            ],
            2,
        ),
        [0, 1],
    );
});
