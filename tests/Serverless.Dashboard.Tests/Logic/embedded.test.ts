import { deepEqual, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedAnswer, embeddedEvaluations, type Report } from '#dashboard/api/embedded';

const report: Report = {
    madeAt: '2026-01-01T00:00:00Z',
    searchId: 's1',
    lead: '',
    notices: [],
    facts: [],
    answers: {
        'searches/s1': { id: 's1' },
        'searches/s1/evaluations': { value: [{ generation: 0 }, { generation: 0 }], nextLink: '/api/searches/s1/evaluations?after=0' },
        '/api/searches/s1/evaluations?after=0': { value: [{ generation: 1 }] },
        'searches/s1/journal': { value: [{ generation: 0 }, { generation: 1 }, { generation: 2 }] },
    },
};

test('a report answers what the platform answered', () => deepEqual(embeddedAnswer(report, 'searches/s1'), { id: 's1' }));

test('a report answers for one generation, and from a turn on', () => {
    deepEqual(embeddedAnswer(report, 'searches/s1/evaluations?generation=1'), { value: [{ generation: 1 }] });
    deepEqual(embeddedAnswer(report, 'searches/s1/journal?turn=1'), { value: [{ generation: 1 }, { generation: 2 }] });
});

test('all evaluations of a report are those of every page', () => deepEqual(embeddedEvaluations(report).length, 3));

test('a report says what it does not hold', () => {
    throws(() => embeddedAnswer(report, 'devices'), /does not contain devices/);
});
