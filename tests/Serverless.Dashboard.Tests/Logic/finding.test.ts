import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findEvaluation } from '#dashboard/logic/finding';

/** Turns of an asynchronous search: in some nothing ends, in some several do, and many end turns after they were proposed. */
function turnsOf(count: number): { candidate: string; generation: number }[][] {
    let number = 0;
    return Array.from({ length: count }, (_, turn) =>
        Array.from({ length: turn % 7 === 0 ? 0 : 1 + (turn % 3) }, () => ({ candidate: `c${number++}`, generation: Math.max(0, turn - (number % 5)) })),
    );
}

test('every candidate of an asynchronous search is found, whichever turn it ended in', async () => {
    const turns = turnsOf(40);
    const rows = turns.flat().map((evaluation) => evaluation.candidate);
    for (const [row, evaluation] of turns.flat().entries()) {
        const found = await findEvaluation(
            evaluation.candidate,
            row,
            evaluation.generation,
            turns.length,
            async (turn) => turns[turn]!,
            (candidate) => rows.indexOf(candidate),
        );
        assert.equal(found, evaluation);
    }
});

test('a search of many turns is asked a few times only', async () => {
    const turns = turnsOf(20_000);
    const rows = new Map(turns.flat().map((evaluation, row) => [evaluation.candidate, row]));
    let asked = 0;
    const wanted = turns[19_990]!.at(-1)!;
    const found = await findEvaluation(
        wanted.candidate,
        rows.get(wanted.candidate)!,
        0,
        turns.length,
        async (turn) => {
            asked++;
            return turns[turn]!;
        },
        (candidate) => rows.get(candidate)!,
    );
    assert.equal(found, wanted);
    assert.ok(asked < 40, `${asked} requests`);
});

test('what no turn has is not found', async () => {
    const turns = turnsOf(10);
    assert.equal(await findEvaluation('none', 3, 0, turns.length, async (turn) => turns[turn]!, () => 0), undefined);
    assert.equal(await findEvaluation('none', 3, 0, 3, async () => [], () => 0), undefined);
});
