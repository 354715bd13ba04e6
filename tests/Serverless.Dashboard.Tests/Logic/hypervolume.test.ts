import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { commonReference, hypervolume, hypervolumeCurve } from '#dashboard/logic/hypervolume';

const near = (actual: number, expected: number): void => ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test('the hypervolume of a staircase of n steps is n (n + 1) / 2', () => {
    for (const n of [1, 2, 7, 30]) {
        const steps = Array.from({ length: n }, (_, at) => [at, n - 1 - at]);
        near(hypervolume(steps, [n, n]), (n * (n + 1)) / 2);
    }
});

test('the hypervolume in three and four dimensions is that of counting unit cells', () => {
    let state = 7;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % 6;
    for (const dimensions of [3, 4]) {
        for (let run = 0; run < 8; run++) {
            const points = Array.from({ length: 9 }, () => Array.from({ length: dimensions }, next));
            let cells = 0;
            for (let cell = 0; cell < 6 ** dimensions; cell++) {
                const corner = Array.from({ length: dimensions }, (_, at) => Math.floor(cell / 6 ** at) % 6);
                cells += points.some((point) => point.every((value, at) => value <= corner[at]!)) ? 1 : 0;
            }

            near(hypervolume(points, new Array<number>(dimensions).fill(6)), cells);
        }
    }
});

test('points beyond the reference point add no hypervolume', () =>
    near(
        hypervolume(
            [
                [1, 1],
                [0, 9],
                [5, 0],
            ],
            [4, 4],
        ),
        9,
    ));

test('a hypervolume curve ends with the hypervolume of all points', () => {
    const points = [
        [3, 3],
        [1, 4],
        [4, 1],
        [2, 2],
    ];
    const curve = hypervolumeCurve(points, [5, 5], [1, 2, 4]);
    near(curve[0]!, 4);
    near(curve[2]!, hypervolume(points, [5, 5]));
});

test('a common reference point is worse than every member', () => {
    const reference = commonReference([[[1, 5]], [[3, 2]]])!;
    near(reference[0]!, 3.2);
    near(reference[1]!, 5.3);
    equal(commonReference([[], []]), null);
});
