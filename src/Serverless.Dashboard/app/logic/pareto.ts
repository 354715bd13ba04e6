/** Whether a is at least as good everywhere and better somewhere; both minimised. */
export function dominates(a: number[], b: number[]): boolean {
    let isBetter = false;
    for (let i = 0; i < a.length; i++) {
        if (a[i]! > b[i]!) {
            return false;
        }

        isBetter ||= a[i]! < b[i]!;
    }

    return isBetter;
}

/**
 * The places of the points that no other one dominates, in order; of equal ones all.
 * Points are minimised, n × m. Two objectives: O(n log n); more: O(n f), f the size of the front.
 */
export function nondominated(points: number[][]): number[] {
    const places = points.map((_, place) => place);
    if (points[0]?.length === 2) {
        places.sort((a, b) => points[a]![0]! - points[b]![0]! || points[a]![1]! - points[b]![1]!);
        const front: number[] = [];
        let best = Infinity;
        let bestFirst = NaN;
        for (const place of places) {
            const [x, y] = points[place]! as [number, number];
            if (y < best || (y === best && x === bestFirst)) {
                front.push(place);
                [best, bestFirst] = [y, x];
            }
        }

        return front.sort((a, b) => a - b);
    }

    // What dominates a point has a sum that is no larger and, where sums are equal by rounding, comes first in lexical order: so each point
    // is compared with the front so far alone.
    const sums = points.map((point) => point.reduce((sum, value) => sum + value, 0));
    places.sort((a, b) => sums[a]! - sums[b]! || compare(points[a]!, points[b]!));
    const front: number[] = [];
    for (const place of places) {
        if (!front.some((other) => dominates(points[other]!, points[place]!))) {
            front.push(place);
        }
    }

    return front.sort((a, b) => a - b);
}

function compare(a: number[], b: number[]): number {
    const at = a.findIndex((value, place) => value !== b[place]);
    return at < 0 ? 0 : a[at]! - b[at]!;
}
