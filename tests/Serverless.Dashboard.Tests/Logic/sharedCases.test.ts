// The platform computes the same in C#: Serverless.Core.Tests holds it to these cases and writes them.
import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { knee, spread, weighted } from '#dashboard/logic/choosing';
import { hypervolume } from '#dashboard/logic/hypervolume';
import { nondominated } from '#dashboard/logic/pareto';
import cases from './front-cases.json';

for (const { name, points, ids, reference, weights, expected } of cases) {
    test(`the platform finds the same front, hypervolume and choices: ${name}`, () => {
        const front = nondominated(points);
        deepEqual(front, expected.front);
        const volume = hypervolume(points, reference);
        ok(Math.abs(volume - expected.hypervolume) <= 1e-12 * Math.max(1, expected.hypervolume), `${volume} is not ${expected.hypervolume}`);
        const [members, names] = [front.map((place) => points[place]!), front.map((place) => ids[place]!)];
        const placesOf = (chosen: number[]) => chosen.map((place) => front[place]!);
        deepEqual(placesOf(knee(members, names, 3)), expected.knee);
        deepEqual(placesOf(spread(members, names, 5)), expected.spread);
        deepEqual(placesOf(weighted(members, names, weights, 3)), expected.weighted);
    });
}
