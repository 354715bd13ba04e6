import type { ColumnsPage, EvaluationStatus, Objective, Rung } from '../api/contracts';
import { minimised, nameOf } from './objectives';
import { nondominated } from './pareto';

type Column = (number | null)[];

/** Everything that a search has evaluated, by column, in proposal order. A row is its place. */
export class EvaluationTable {
    readonly candidate: string[] = [];
    readonly architecture: string[] = [];
    readonly generation: number[] = [];
    readonly status: EvaluationStatus[] = [];
    readonly workerSeconds: number[] = [];
    readonly worker: (string | null)[] = [];
    readonly cached: boolean[] = [];
    readonly reason: (string | null)[] = [];
    readonly rungs: (Rung[] | null)[] = [];

    /** Milliseconds since 1970 at which the platform saw that the last job had ended. */
    readonly endedAt: Column = [];
    readonly metrics: Record<string, Column> = {};
    readonly predicted: Record<string, Column> = {};

    /** The generation to ask for next. */
    nextGeneration = 0;

    get length(): number {
        return this.candidate.length;
    }

    append(page: ColumnsPage): void {
        const [before, added] = [this.length, page.candidate.length];
        for (const name of ['candidate', 'architecture', 'generation', 'status', 'workerSeconds', 'worker', 'cached', 'reason'] as const) {
            pushAll(this[name] as unknown[], page[name]);
        }

        pushAll(this.rungs, page.rungs ?? new Array<null>(added).fill(null));
        pushAll(this.endedAt, page.endedAt?.map((text) => (text === null ? null : Date.parse(text))) ?? new Array<null>(added).fill(null));
        add(this.metrics, page.metrics, before, added);
        add(this.predicted, page.predicted, before, added);
        this.nextGeneration = page.nextGeneration;
    }

    /** The row of a candidate that was evaluated last; −1 when there is none. */
    rowOf(candidate: string): number {
        return this.candidate.lastIndexOf(candidate);
    }
}

// Not push(...values): a call takes only so many arguments.
function pushAll<T>(to: T[], values: readonly T[]): void {
    for (const value of values) {
        to.push(value);
    }
}

function add(to: Record<string, Column>, page: Record<string, Column>, before: number, added: number): void {
    for (const name of Object.keys(page)) {
        to[name] ??= new Array<null>(before).fill(null);
    }

    for (const [name, column] of Object.entries(to)) {
        pushAll(column, page[name] ?? new Array<null>(added).fill(null));
    }
}

export type PointClass = 'nondominated' | 'dominated' | 'earlyStopped' | 'infeasible' | 'predicted';

/** In the order in which they are drawn: what matters most lies on top. */
export const pointClasses: PointClass[] = ['predicted', 'infeasible', 'earlyStopped', 'dominated', 'nondominated'];

export interface Classified {
    classOf: (PointClass | null)[];
    front: number[];
}

/**
 * What each row is to be drawn as; null: it failed, or nothing is known of it.
 * Nondominated are those that completed with a value of every objective and that no other such row dominates. Up to a generation: as it
 * was at that generation's end; later rows are not drawn.
 */
export function classify(table: EvaluationTable, objectives: Objective[], upTo = Infinity): Classified {
    const columns = objectives.map((objective) => table.metrics[nameOf(objective)] ?? []);
    const isMeasured = (row: number) => columns.every((column) => column[row] !== null && column[row] !== undefined);
    const complete: number[] = [];
    const points: number[][] = [];
    const classOf: (PointClass | null)[] = [];
    for (let row = 0; row < table.length; row++) {
        const status = table.status[row];
        if (table.generation[row]! > upTo) {
            classOf.push(null);
        } else if (status === 'Completed' && isMeasured(row)) {
            complete.push(row);
            points.push(columns.map((column, at) => minimised(objectives[at]!, column[row]!)));
            classOf.push('dominated');
        } else if (isMeasured(row)) {
            classOf.push(status === 'EarlyStopped' ? 'earlyStopped' : status === 'Infeasible' ? 'infeasible' : null);
        } else {
            const isPredicted = objectives.some((objective) => (table.predicted[nameOf(objective)]?.[row] ?? null) !== null);
            classOf.push(isPredicted ? 'predicted' : null);
        }
    }

    const front = nondominated(points).map((place) => complete[place]!);
    for (const row of front) {
        classOf[row] = 'nondominated';
    }

    return { classOf, front };
}

/** What is known of a metric in a row: measured, else predicted; null when nothing is. */
export const valueOf = (table: EvaluationTable, name: string, row: number): number | null =>
    table.metrics[name]?.[row] ?? table.predicted[name]?.[row] ?? null;
