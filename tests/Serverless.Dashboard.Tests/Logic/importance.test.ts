import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { importance } from '#dashboard/logic/importance';
import type { Gene } from '#dashboard/logic/genes';

/** All architectures of three decisions with five choices each. */
const rows: Gene[][] = Array.from({ length: 125 }, (_, at) =>
    [0, 1, 2].map((gene) => ({ name: `gene ${gene}`, value: String(Math.floor(at / 5 ** gene) % 5) })),
);
const choice = (row: Gene[], gene: number): number => Number(row[gene]!.value);

test('a decision that alone makes the value has all of the importance', () => {
    const [first, ...others] = importance(
        rows,
        rows.map((row) => choice(row, 1)),
    );
    equal(first!.name, 'gene 1');
    equal(first!.best, '0');
    ok(first!.share > 0.999, `${first!.share}`);
    ok(others.every(({ share }) => share < 0.001));
});

test('decisions with larger effects have larger importance, in the order of the known function', () => {
    const found = importance(
        rows,
        rows.map((row) => 10 * choice(row, 2) + 3 * choice(row, 0) + 0.01 * choice(row, 1)),
    );
    deepEqual(
        found.map(({ name }) => name),
        ['gene 2', 'gene 0', 'gene 1'],
    );
});

test('importance adds up to one, and is nothing where nothing separates', () => {
    const found = importance(
        rows,
        rows.map((row, at) => choice(row, 0) + (at % 3)),
    );
    ok(Math.abs(found.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
    deepEqual(
        importance(
            rows,
            rows.map(() => 1),
        ),
        [],
    );
    deepEqual(importance(rows.slice(0, 5), [1, 2, 3, 4, 5]), []);
});
