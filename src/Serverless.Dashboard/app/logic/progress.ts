import type { HistoryEntry, Objective, Search } from '../api/contracts';
import { type BudgetUse, budgetUses } from './budgets';
import type { EvaluationTable } from './evaluationTable';
import { minimised, nameOf } from './objectives';

export type Across = 'evaluations' | 'workerSeconds' | 'minutes';

/**
 * Where each row is on an axis: how many evaluations had completed, the workers' seconds up to it, or the minutes since a search began until
 * it and all before it had ended.
 */
function placesOf(table: EvaluationTable, across: Across, begin: number): number[] {
    let [seconds, completed, latest] = [0, 0, begin];
    return table.candidate.map((_, row) => {
        seconds += table.workerSeconds[row]!;
        completed += table.status[row] === 'Completed' ? 1 : 0;
        latest = Math.max(latest, table.endedAt[row] ?? 0);
        return across === 'evaluations' ? completed : across === 'workerSeconds' ? seconds : (latest - begin) / 60_000;
    });
}

/** The front's hypervolume after each completed evaluation, as the platform computed it. */
export function hypervolumePoints(history: HistoryEntry[], table: EvaluationTable, across: Across, begin: number): [number, number][] {
    if (across === 'evaluations') {
        return history.map((entry) => [entry.evaluation, entry.hypervolume]);
    }

    const places = placesOf(table, across, begin);
    const placeOf = new Map(table.candidate.map((candidate, row) => [`${table.generation[row]}/${candidate}`, places[row]!]));
    return history.flatMap((entry): [number, number][] => {
        const place = placeOf.get(`${entry.generation}/${entry.candidate}`);
        return place === undefined ? [] : [[place, entry.hypervolume]];
    });
}

/** The best value of an objective so far, after each evaluation that improved it, and at the end. */
export function bestPoints(objective: Objective, table: EvaluationTable, across: Across, begin: number): [number, number][] {
    const column = table.metrics[nameOf(objective)] ?? [];
    const places = placesOf(table, across, begin);
    const points: [number, number][] = [];
    let best = Infinity;
    for (let row = 0; row < table.length; row++) {
        const value = column[row];
        if (table.status[row] === 'Completed' && value !== null && value !== undefined && minimised(objective, value) < best) {
            best = minimised(objective, value);
            points.push([places[row]!, value]);
        }
    }

    const last = points.at(-1);
    return last ? [...points, [places.at(-1)!, last[1]]] : [];
}

/** The best value of an objective among what completed. */
export function bestOf(objective: Objective, table: EvaluationTable): number | null {
    let best: number | null = null;
    table.metrics[nameOf(objective)]?.forEach((value, row) => {
        if (table.status[row] === 'Completed' && value !== null && (best === null || minimised(objective, value) < minimised(objective, best))) {
            best = value;
        }
    });
    return best;
}

/** How many evaluations had completed before a generation. */
export const evaluationsBefore = (table: EvaluationTable, generation: number): number => {
    let completed = 0;
    for (let row = 0; row < table.length && table.generation[row]! < generation; row++) {
        completed += table.status[row] === 'Completed' ? 1 : 0;
    }

    return completed;
};

export interface BurnDown {
    use: BudgetUse;
    points: [number, number][];
    forecast: [number, number][];
}

/**
 * How much of each limit was left after each generation, in percent, and the straight line on which it would run out.
 * The API tells what is used now; how that came about is drawn from the evaluations: each takes its part of what its kind of budget counts.
 */
export function burnDown(search: Search, table: EvaluationTable, now: number): BurnDown[] {
    const uses = budgetUses(search, now).filter(({ kind }) => kind !== 'targetHypervolume' && !kind.startsWith('noImprovement'));
    return uses.map((use) => {
        const weightOf = (row: number): number =>
            use.kind === 'generations'
                ? row === 0 || table.generation[row] !== table.generation[row - 1]
                    ? 1
                    : 0
                : use.kind === 'evaluations'
                  ? 1
                  : use.kind === 'trainings'
                    ? ['Completed', 'EarlyStopped'].includes(table.status[row]!)
                        ? 1
                        : 0
                    : table.workerSeconds[row]!;
        let total = 0;
        for (let row = 0; row < table.length; row++) {
            total += weightOf(row);
        }

        const points: [number, number][] = [[0, 100]];
        let used = 0;
        for (let row = 0; row < table.length; row++) {
            used += weightOf(row);
            if (row === table.length - 1 || table.generation[row + 1] !== table.generation[row]) {
                const share = total > 0 ? (used / total) * (use.used / use.limit) : 0;
                points.push([row + 1, 100 * Math.max(0, 1 - share)]);
            }
        }

        const [across, left] = points.at(-1)!;
        const isOver = search.completedAt !== undefined || left >= 100 || left <= 0;
        return {
            use,
            points,
            forecast: isOver
                ? []
                : [
                      [across, left],
                      [(across * 100) / (100 - left), 0],
                  ],
        };
    });
}
