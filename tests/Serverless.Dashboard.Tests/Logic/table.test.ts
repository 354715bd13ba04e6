import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnsPage, EvaluationStatus, Objective } from '#dashboard/api/contracts';
import { classify, EvaluationTable } from '#dashboard/logic/evaluationTable';
import { cellEdges, genesOf } from '#dashboard/logic/genes';
import { formatPlace, parsePlace } from '#dashboard/routing';

const objectives: Objective[] = [
    { metric: 'accuracy', goal: 'maximise' },
    { metric: 'latencyMs', goal: 'minimise', device: 'local-cpu' },
];

const page = (
    status: EvaluationStatus[],
    accuracy: (number | null)[],
    latency: (number | null)[],
    predicted: (number | null)[] = [],
): ColumnsPage => ({
    candidate: status.map((_, at) => `c${at}`),
    architecture: status.map(() => '01'),
    generation: status.map(() => 0),
    index: status.map((_, at) => at),
    status,
    fidelity: status.map(() => 'full'),
    metrics: { accuracy, 'latencyMs@local-cpu': latency },
    predicted: predicted.length > 0 ? { accuracy: predicted } : {},
    workerSeconds: status.map(() => 1),
    worker: status.map(() => null),
    cached: status.map(() => false),
    reason: status.map(() => null),
    nextGeneration: 1,
});

test('rows are told apart by state and dominance, with both goals', () => {
    const table = new EvaluationTable();
    table.append(
        page(
            ['Completed', 'Completed', 'Completed', 'EarlyStopped', 'Infeasible', 'Infeasible', 'Failed'],
            [90, 80, 80, 50, 95, null, null],
            [2, 1, 3, 1, 9, 8, null],
            [null, null, null, null, null, 70, null],
        ),
    );
    const { classOf, front } = classify(table, objectives);
    deepEqual(classOf, ['nondominated', 'nondominated', 'dominated', 'earlyStopped', 'infeasible', 'predicted', null]);
    deepEqual(front, [0, 1]);
});

test('up to a generation, the front is as it was then', () => {
    const table = new EvaluationTable();
    table.append({ ...page(['Completed', 'Completed', 'Completed'], [80, 70, 90], [2, 3, 1]), generation: [0, 0, 1] });
    deepEqual(classify(table, objectives, 0), { classOf: ['nondominated', 'dominated', null], front: [0] });
    deepEqual(classify(table, objectives).front, [2]);
});

test('pages with different metrics become whole columns', () => {
    const table = new EvaluationTable();
    table.append(page(['Completed'], [1], [2]));
    table.append({ ...page(['Completed'], [3], [4]), metrics: { macs: [5] } });
    deepEqual(table.metrics, { accuracy: [1, null], 'latencyMs@local-cpu': [2, null], macs: [null, 5] });
    equal(table.rungs.length, 2);
});

test('the edges of a cell are read from its notation', () => {
    deepEqual(cellEdges('|none~0|+|skip_connect~0|nor_conv_3x3~1|'), [
        { source: 0, target: 1, operation: 'none' },
        { source: 0, target: 2, operation: 'skip_connect' },
        { source: 1, target: 2, operation: 'nor_conv_3x3' },
    ]);
    equal(cellEdges('20012021'), null);
});

test('decisions are read from each notation', () => {
    equal(genesOf('20012021').length, 8);
    deepEqual(
        genesOf('k3_e1_g2,k5_e6_se/k3_e3').map(({ name }) => name),
        ['stage 1 depth', 'stage 1 layer 1', 'stage 1 layer 2', 'stage 2 depth', 'stage 2 layer 1'],
    );
    deepEqual(genesOf('something else'), []);
});

test('an address within the page is read as it was written', () => {
    const hash = formatPlace(['searches', 's1', 'front'], { x: 'latencyMs@local-cpu', y: undefined, candidate: 'c1' });
    deepEqual(parsePlace(hash), { path: ['searches', 's1', 'front'], query: { x: 'latencyMs@local-cpu', candidate: 'c1' } });
    deepEqual(parsePlace(''), { path: [], query: {} });
});
