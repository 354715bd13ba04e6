import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Evaluation } from '#dashboard/api/contracts';
import { chooserText, outcomeText } from '#dashboard/logic/outcomes';

const evaluation = (more: Partial<Evaluation>): Evaluation => ({
    candidate: 'c1',
    architecture: 'a',
    generation: 0,
    index: 0,
    fidelity: 'full',
    status: 'Completed',
    metrics: {},
    cost: {},
    seed: 1,
    attempt: 1,
    ...more,
});
const rung = (epochs: number) => ({ rung: 1, epochs, metrics: {} });

test('an outcome tells what became of a candidate', () => {
    equal(outcomeText(evaluation({}), true), 'trained');
    equal(outcomeText(evaluation({ cached: true }), true), 'from cache');
    equal(outcomeText(evaluation({}), false), 'looked up');
    equal(outcomeText(evaluation({}), true, true), 'evaluated');
    equal(outcomeText(evaluation({ importedFrom: 'rows' }), true), 'imported');
    equal(outcomeText(evaluation({ status: 'Infeasible' }), true), 'infeasible, not trained');
    equal(outcomeText(evaluation({ status: 'Infeasible', cost: { trainedOn: 'cpu' } }), true), 'infeasible, known after its training');
    equal(outcomeText(evaluation({ status: 'EarlyStopped', rungs: [rung(1)] }), true), 'stopped at rung 1, after 1 epoch');
    equal(outcomeText(evaluation({ status: 'EarlyStopped', rungs: [rung(0)] }), true), 'stopped untrained, by zero-cost proxies');
    equal(outcomeText(evaluation({ status: 'Abandoned', error: 'Out of memory.' }), true), 'given up: Out of memory.');
});

test('it is told who chose a candidate', () => {
    equal(chooserText(evaluation({})), 'algorithm');
    equal(chooserText(evaluation({ predicted: { surrogate: 's', reason: 'improvement' } })), 'surrogate, for improvement');
});
