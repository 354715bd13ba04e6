import type { EvaluationTable } from './evaluationTable';

/** Seconds that a worker spent on the evaluation of a row; the worker is a place in the list of them. */
export interface WorkBar { worker: number; row: number; start: number; end: number; outcome: string }

export interface Work { workers: string[]; bars: WorkBar[]; isTimed: boolean }

/**
 * The work of each worker: as long as it took, up to the moment at which its end was seen, in seconds since a search began. Where such a
 * moment is not known, or work went on rung by rung with pauses in between, the bars are laid end to end instead, in order of proposal.
 * What came from the cache took none.
 */
export function layWork(table: EvaluationTable, begin: number): Work {
  const rows = table.worker.flatMap((name, row) => (name && table.workerSeconds[row]! > 0 && !table.cached[row] ? [row] : []));
  const isTimed = rows.length > 0 && rows.every((row) => table.endedAt[row] !== null && table.rungs[row] === null);
  const workers: string[] = [];
  const ends: number[] = [];
  const bars = rows.map((row): WorkBar => {
    let worker = workers.indexOf(table.worker[row]!);
    if (worker < 0) {
      worker = workers.push(table.worker[row]!) - 1;
      ends.push(0);
    }

    const seconds = table.workerSeconds[row]!;
    const end = isTimed ? (table.endedAt[row]! - begin) / 1000 : ends[worker]! + seconds;
    ends[worker] = end;
    const status = table.status[row]!;
    return { worker, row, start: end - seconds, end, outcome: status === 'Abandoned' ? 'Failed' : status };
  });
  return { workers, bars, isTimed };
}
