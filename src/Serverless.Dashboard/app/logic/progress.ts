import type { HistoryEntry, Objective, Search } from '../api/contracts';
import { type BudgetUse, budgetUses } from './budgets';
import type { EvaluationTable } from './evaluationTable';
import { minimised, nameOf } from './objectives';

export type Across = 'evaluations' | 'workerSeconds';

/** Where each completed evaluation is on the axis across: its number, or the workers' seconds up to it. Keys are generation/candidate. */
function placesOf(table: EvaluationTable, across: Across): Map<string, number> {
  const places = new Map<string, number>();
  let seconds = 0;
  let completed = 0;
  for (let row = 0; row < table.length; row++) {
    seconds += table.workerSeconds[row]!;
    completed += table.status[row] === 'Completed' ? 1 : 0;
    places.set(`${table.generation[row]}/${table.candidate[row]}`, across === 'evaluations' ? completed : seconds);
  }

  return places;
}

/** The front's hypervolume after each completed evaluation, as the platform computed it. */
export function hypervolumePoints(history: HistoryEntry[], table: EvaluationTable, across: Across): [number, number][] {
  if (across === 'evaluations') {
    return history.map((entry) => [entry.evaluation, entry.hypervolume]);
  }

  const places = placesOf(table, across);
  return history.flatMap((entry): [number, number][] => {
    const place = places.get(`${entry.generation}/${entry.candidate}`);
    return place === undefined ? [] : [[place, entry.hypervolume]];
  });
}

/** The best value of an objective so far, after each evaluation that improved it, and at the end. */
export function bestPoints(objective: Objective, table: EvaluationTable, across: Across): [number, number][] {
  const column = table.metrics[nameOf(objective)] ?? [];
  const points: [number, number][] = [];
  let best = Infinity;
  let seconds = 0;
  let completed = 0;
  for (let row = 0; row < table.length; row++) {
    seconds += table.workerSeconds[row]!;
    const value = column[row];
    if (table.status[row] !== 'Completed' || value === null || value === undefined) {
      continue;
    }

    completed++;
    if (minimised(objective, value) < best) {
      best = minimised(objective, value);
      points.push([across === 'evaluations' ? completed : seconds, value]);
    }
  }

  const last = points.at(-1);
  return last ? [...points, [across === 'evaluations' ? completed : seconds, last[1]]] : [];
}

/** Rows at which generations end, thinned, and the first row behind an extension. */
export const evaluationsBefore = (table: EvaluationTable, generation: number): number => {
  let completed = 0;
  for (let row = 0; row < table.length && table.generation[row]! < generation; row++) {
    completed += table.status[row] === 'Completed' ? 1 : 0;
  }

  return completed;
};

export interface BurnDown { use: BudgetUse; points: [number, number][]; forecast: [number, number][] }

/**
 * How much of each limit was left after each generation, in percent, and the straight line on which it would run out.
 * The API tells what is used now; how that came about is drawn from the evaluations: each takes its part of what its kind of budget counts.
 */
export function burnDown(search: Search, table: EvaluationTable, now: number): BurnDown[] {
  const uses = budgetUses(search, now).filter(({ kind }) => kind !== 'targetHypervolume' && !kind.startsWith('noImprovement'));
  return uses.map((use) => {
    const weightOf = (row: number): number =>
      use.kind === 'generations' ? (row === 0 || table.generation[row] !== table.generation[row - 1] ? 1 : 0)
      : use.kind === 'evaluations' ? 1
      : use.kind === 'trainings' ? (['Completed', 'EarlyStopped'].includes(table.status[row]!) ? 1 : 0)
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
    return { use, points, forecast: isOver ? [] : [[across, left], [(across * 100) / (100 - left), 0]] };
  });
}
