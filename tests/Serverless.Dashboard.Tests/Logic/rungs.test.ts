import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import type { EvaluationStatus, PromotionDecision, Rung } from '#dashboard/api/contracts';
import { EvaluationTable } from '#dashboard/logic/evaluationTable';
import { countRungs } from '#dashboard/logic/rungs';

const decided = (isPromoted: boolean) => ({ isPromoted }) as PromotionDecision;
const rung = (at: number, decision?: PromotionDecision): Rung => ({ rung: at, epochs: 3 ** (at - 1), metrics: {}, ...(decision && { decision }) });

function tableOf(rows: [string, Rung[] | null][]): EvaluationTable {
    const table = new EvaluationTable();
    const all = <T>(value: T) => rows.map(() => value);
    table.append({
        candidate: rows.map(([candidate]) => candidate),
        architecture: all('a'),
        generation: all(0),
        index: all(0),
        status: all('Completed' as EvaluationStatus),
        fidelity: all('full'),
        metrics: {},
        predicted: {},
        workerSeconds: all(1),
        worker: all(null),
        cached: all(false),
        reason: all(null),
        rungs: rows.map(([, rungs]) => rungs),
        nextGeneration: 1,
    });
    return table;
}

test('a candidate that went on in a later generation counts once at each rung', () => {
    const table = tableOf([
        ['c1', [rung(1)]],
        ['c2', [rung(1)]],
        ['c1', [rung(1), rung(2)]],
        ['c1', [rung(1), rung(2), rung(3)]],
        ['c3', null],
    ]);

    deepEqual(
        countRungs(table).map(({ rung, epochs, reached }) => [rung, epochs, reached]),
        [
            [1, 1, 2],
            [2, 3, 1],
            [3, 9, 1],
        ],
    );
});

test('what was decided last of a candidate at a rung counts', () => {
    const table = tableOf([
        ['c1', [rung(1, decided(false))]],
        ['c2', [rung(1, decided(false))]],
        ['c1', [rung(1, decided(true)), rung(2)]],
    ]);

    deepEqual(countRungs(table), [
        { rung: 1, epochs: 1, reached: 2, promoted: 1, stopped: 1 },
        { rung: 2, epochs: 3, reached: 1, promoted: 0, stopped: 0 },
    ]);
});
