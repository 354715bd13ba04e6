import { nondominated } from './pareto';

/**
 * The volume that points dominate up to a reference point, all minimised; points beyond it count for nothing.
 * Two objectives: a sweep, O(n log n). More: exclusive volumes one after another (While, Bradstreet and Barone 2012, WFG).
 */
export function hypervolume(points: number[][], reference: number[]): number {
    const inside = points.filter((point) => point.every((value, at) => value < reference[at]!));
    return volume(
        nondominated(inside).map((place) => inside[place]!),
        reference,
    );
}

function volume(front: number[][], reference: number[]): number {
    if (front.length === 0) {
        return 0;
    }

    if (reference.length === 1) {
        return reference[0]! - Math.min(...front.map((point) => point[0]!));
    }

    if (reference.length === 2) {
        let [sum, top] = [0, reference[1]!];
        for (const [x, y] of [...front].sort((a, b) => a[0]! - b[0]!) as [number, number][]) {
            if (y < top) {
                sum += (reference[0]! - x) * (top - y);
                top = y;
            }
        }

        return sum;
    }

    // Sorted by the last objective, so that later points limit earlier ones much.
    const sorted = [...front].sort((a, b) => b.at(-1)! - a.at(-1)!);
    return sorted.reduce((sum, point, at) => sum + exclusive(point, sorted.slice(at + 1), reference), 0);
}

function exclusive(point: number[], others: number[][], reference: number[]): number {
    const box = point.reduce((product, value, at) => product * (reference[at]! - value), 1);
    const limited = others.map((other) => other.map((value, at) => Math.max(value, point[at]!)));
    return (
        box -
        volume(
            nondominated(limited).map((place) => limited[place]!),
            reference,
        )
    );
}

/** The hypervolume after each of some counts of points, which come in order. */
export function hypervolumeCurve(points: number[][], reference: number[], counts: number[]): number[] {
    let front: number[][] = [];
    let taken = 0;
    return counts.map((count) => {
        front = [...front, ...points.slice(taken, count)];
        front = nondominated(front).map((place) => front[place]!);
        taken = Math.max(taken, count);
        return hypervolume(front, reference);
    });
}

/**
 * One reference point for several fronts: in each objective the worst value that a member of any has, and a tenth of the range beyond.
 * Minimised; null when there is no member.
 */
export function commonReference(fronts: number[][][]): number[] | null {
    const members = fronts.flat();
    return members.length === 0
        ? null
        : members[0]!.map((_, at) => {
              const values = members.map((member) => member[at]!);
              const [least, most] = [Math.min(...values), Math.max(...values)];
              return most + 0.1 * (most > least ? most - least : Math.abs(most) || 1);
          });
}
