import type { EvaluationTable } from './evaluationTable';

/** Seconds that a worker spent on the evaluation of a row; the worker is a place in the list of them. */
export interface WorkBar { worker: number; row: number; start: number; end: number; outcome: string }

/** Lays the work of each worker end to end, in order of proposal; what came from the cache took none. */
export function layWork(table: EvaluationTable): { workers: string[]; bars: WorkBar[] } {
  const workers: string[] = [];
  const ends: number[] = [];
  const bars: WorkBar[] = [];
  for (let row = 0; row < table.length; row++) {
    const [name, seconds] = [table.worker[row], table.workerSeconds[row]!];
    if (!name || seconds <= 0 || table.cached[row]) {
      continue;
    }

    let worker = workers.indexOf(name);
    if (worker < 0) {
      worker = workers.push(name) - 1;
      ends.push(0);
    }

    const status = table.status[row]!;
    bars.push({ worker, row, start: ends[worker]!, end: ends[worker]! + seconds, outcome: status === 'Abandoned' ? 'Failed' : status });
    ends[worker]! += seconds;
  }

  return { workers, bars };
}
