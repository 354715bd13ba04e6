import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { label, labelOf } from '#dashboard/logic/objectives';

test('a known metric has its unit and its device', () => {
    equal(label('latencyMs@local-cpu'), 'latency ms (local-cpu)');
    equal(label('parameters'), 'parameters');
    equal(label('bitOperations'), 'bit operations');
    equal(label('peakMemoryBytes'), 'peak memory bytes');
});

test("a metric of the user's own has the unit that its objective tells", () => {
    const pressure = { metric: 'pressure', goal: 'minimise', unit: 'kPa' } as const;
    equal(labelOf(pressure), 'pressure kPa');
    equal(label('pressure', [pressure]), 'pressure kPa');
    equal(label('pressure'), 'pressure');
});
