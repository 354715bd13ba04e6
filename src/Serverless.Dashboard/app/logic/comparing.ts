import type { Objective } from '../api/contracts';
import { EvaluationTable } from './evaluationTable';
import { commonReference, hypervolume, hypervolumeCurve } from './hypervolume';
import { minimised, nameOf } from './objectives';
import { nondominated } from './pareto';

export interface Compared {
    id: string;
    name: string;
    objectives: Objective[];
    table: EvaluationTable;
}

export interface Comparison {
    /** In the metrics' own units, by name. */
    reference: Record<string, number>;
    curves: { id: string; name: string; points: [number, number][]; hypervolume: number; members: number; evaluations: number }[];
    /** How many of the searches attain each point: in how many something is at least as good everywhere. */
    attainment: { point: number[]; attainedBy: number }[];
}

const mostPoints = 120;
const mostAttainment = 400;

const key = (objectives: Objective[]): string =>
    objectives
        .map((objective) => `${nameOf(objective)} ${objective.goal}`)
        .sort()
        .join(', ');

/** Why searches cannot be compared; null when they can. */
export function whyNot(searches: Compared[]): string | null {
    const keys = [...new Set(searches.map(({ objectives }) => key(objectives)))];
    return keys.length > 1 ? `Their objectives differ: ${keys.join(' against ')}. Choose searches with the same objectives.` : null;
}

/** Hypervolume against one reference point, over completed evaluations; and which searches attain the points of all fronts together. */
export function compare(searches: Compared[]): Comparison | null {
    const objectives = searches[0]?.objectives ?? [];
    const points = searches.map(({ table }) => completed(table, objectives));
    const fronts = points.map((own) => nondominated(own).map((place) => own[place]!));
    const reference = commonReference(fronts);
    if (!reference) {
        return null;
    }

    const curves = searches.map(({ id, name }, at) => {
        const own = points[at]!;
        const counts = [
            ...new Set(Array.from({ length: mostPoints }, (_, step) => Math.max(1, Math.round(((step + 1) * own.length) / mostPoints)))),
        ].filter((count) => count <= own.length);
        const curve = hypervolumeCurve(own, reference, counts);
        return {
            id,
            name,
            points: counts.map((count, step): [number, number] => [count, curve[step]!]),
            hypervolume: hypervolume(fronts[at]!, reference),
            members: fronts[at]!.length,
            evaluations: own.length,
        };
    });
    const all = fronts.flat().slice(0, mostAttainment);
    return {
        reference: Object.fromEntries(objectives.map((objective, at) => [nameOf(objective), minimised(objective, reference[at]!)])),
        curves,
        attainment: all.map((point) => ({
            point: point.map((value, at) => minimised(objectives[at]!, value)),
            attainedBy: fronts.filter((front) => front.some((other) => other.every((value, at) => value <= point[at]!))).length,
        })),
    };
}

function completed(table: EvaluationTable, objectives: Objective[]): number[][] {
    const columns = objectives.map((objective) => table.metrics[nameOf(objective)] ?? []);
    return table.status.flatMap((status, row) => {
        const values = columns.map((column) => column[row] ?? null);
        return status === 'Completed' && values.every((value) => value !== null)
            ? [values.map((value, at) => minimised(objectives[at]!, value!))]
            : [];
    });
}
