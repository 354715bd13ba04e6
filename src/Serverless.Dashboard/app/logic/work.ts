import type { EvaluationTable } from './evaluationTable';

/** Seconds that a worker spent on the evaluation of a row; the worker is a place in the list of them. */
export interface WorkBar {
    worker: number;
    row: number;
    start: number;
    end: number;
    outcome: string;
}

export interface Work {
    workers: string[];
    bars: WorkBar[];
    isTimed: boolean;
}

/** Seconds by which the seen ends of jobs can be out of order. */
const tolerance = 1;

/**
 * The work of each worker: as long as it took, up to the moment at which its end was seen, in seconds since a search began. Where such a
 * moment is not known, or work went on rung by rung with pauses in between, the bars are laid end to end instead, in order of proposal.
 * What came from the cache took none.
 */
export function layWork(table: EvaluationTable, begin: number): Work {
    const rows = table.worker.flatMap((name, row) => (name && table.workerSeconds[row]! > 0 && !table.cached[row] ? [row] : []));
    const isTimed = rows.length > 0 && rows.every((row) => table.endedAt[row] !== null && table.rungs[row] === null);
    const startOf = (row: number): number => (table.endedAt[row]! - begin) / 1000 - table.workerSeconds[row]!;
    if (isTimed) {
        rows.sort((a, b) => startOf(a) - startOf(b));
    }

    const workers: string[] = [];
    const ends: number[] = [];
    const bars = rows.map((row): WorkBar => {
        const worker = laneOf(table.worker[row]!, isTimed ? startOf(row) : Infinity);
        const start = isTimed ? startOf(row) : ends[worker]!;
        ends[worker] = start + table.workerSeconds[row]!;
        const status = table.status[row]!;
        return { worker, row, start, end: ends[worker]!, outcome: status === 'Abandoned' ? 'Failed' : status };
    });

    // A worker that does several jobs at once has a line for each.
    function laneOf(name: string, start: number): number {
        for (let slot = 1; ; slot++) {
            const lane = slot === 1 ? name : `${name}, job ${slot}`;
            const at = workers.indexOf(lane);
            if (at < 0) {
                ends.push(0);
                return workers.push(lane) - 1;
            }

            if (ends[at]! <= start + tolerance) {
                return at;
            }
        }
    }

    return { workers, bars, isTimed };
}
