import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnsPage } from '#dashboard/api/contracts';
import { EvaluationTable } from '#dashboard/logic/evaluationTable';
import { bestPoints, hypervolumePoints } from '#dashboard/logic/progress';
import { layWork } from '#dashboard/logic/work';

const begin = Date.parse('2026-01-02T03:00:00Z');
const at = (seconds: number): string => new Date(begin + 1000 * seconds).toISOString();

function tableOf(endedAt?: (string | null)[]): EvaluationTable {
    const table = new EvaluationTable();
    const page: ColumnsPage = {
        candidate: ['c0', 'c1', 'c2', 'c3'],
        architecture: ['0', '1', '2', '3'],
        generation: [0, 0, 0, 1],
        index: [0, 1, 2, 0],
        status: ['Completed', 'Completed', 'Failed', 'Completed'],
        fidelity: ['full', 'full', 'full', 'full'],
        metrics: { accuracy: [70, 60, null, 80] },
        predicted: {},
        workerSeconds: [10, 20, 5, 0],
        worker: ['a', 'b', 'a', null],
        cached: [false, false, false, true],
        reason: [null, null, 'Out of memory.', null],
        nextGeneration: 2,
        ...(endedAt ? { endedAt } : {}),
    };
    table.append(page);
    return table;
}

test('work ends where its end was seen, with the gaps between', () => {
    const { workers, bars, isTimed } = layWork(tableOf([at(12), at(21), at(30), null]), begin);
    deepEqual([workers, isTimed], [['b', 'a'], true]);
    deepEqual(
        bars.map(({ row, start, end }) => [row, start, end]),
        [
            [1, 1, 21],
            [0, 2, 12],
            [2, 25, 30],
        ],
    );
});

test('jobs that a worker does at once lie side by side', () =>
    deepEqual(layWork(tableOf([at(12), at(21), at(14), null]), begin).workers, ['b', 'a', 'a, job 2']));

test('work of unknown moments is laid end to end for each worker', () => {
    const { bars, isTimed } = layWork(tableOf(), begin);
    deepEqual(isTimed, false);
    deepEqual(
        bars.map(({ worker, start, end }) => [worker, start, end]),
        [
            [0, 0, 10],
            [1, 0, 20],
            [0, 10, 15],
        ],
    );
});

test('a curve over time rises when all before it had ended too', () => {
    const history = [
        ['c0', 0, 1],
        ['c1', 0, 1],
        ['c3', 1, 5],
    ].map(([candidate, generation, hypervolume], place) => ({
        candidate: String(candidate),
        generation: Number(generation),
        hypervolume: Number(hypervolume),
        evaluation: place + 1,
        frontSize: 1,
    }));
    deepEqual(hypervolumePoints(history, tableOf([at(60), at(30), at(90), null]), 'minutes', begin), [
        [1, 1],
        [1, 1],
        [1.5, 5],
    ]);
    deepEqual(hypervolumePoints(history, tableOf(), 'workerSeconds', begin), [
        [10, 1],
        [30, 1],
        [35, 5],
    ]);
});

test('the best value so far ignores what did not complete', () =>
    deepEqual(bestPoints({ metric: 'accuracy', goal: 'maximise' }, tableOf(), 'evaluations', begin), [
        [1, 70],
        [3, 80],
        [3, 80],
    ]));
