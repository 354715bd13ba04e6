// Choosing from a front. Members are points, n × m, all minimised; answers are places.

/** Each objective from 0 (the best of the front) to 1 (the worst); 0 where all are equal. */
export function normalised(points: number[][]): number[][] {
    const ranges = (points[0] ?? []).map((_, at) => {
        const values = points.map((point) => point[at]!);
        return { least: Math.min(...values), most: Math.max(...values) };
    });
    return points.map((point) =>
        point.map((value, at) => {
            const { least, most } = ranges[at]!;
            return most > least ? (value - least) / (most - least) : 0;
        }),
    );
}

/**
 * The knee: the member farthest below the plane through the ends of the normalised axes (Das 1999, normal boundary intersection), which is
 * the one with the least sum; of equal ones the first. −1 for an empty front.
 */
export function knee(points: number[][]): number {
    return weighted(
        points,
        (points[0] ?? []).map(() => 1),
    );
}

/** The member with the least weighted sum of normalised objectives; of equal ones the first. */
export function weighted(points: number[][], weights: number[]): number {
    const sums = normalised(points).map((point) => point.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
    return sums.length === 0 ? -1 : sums.indexOf(Math.min(...sums));
}

/**
 * So many members, far apart: first the best of the first objective, then again and again the one that is farthest from those taken
 * (Gonzalez 1985), in normalised objectives.
 */
export function spread(points: number[][], count: number): number[] {
    const all = normalised(points);
    if (all.length === 0 || count < 1) {
        return [];
    }

    const first = all.reduce((best, point, at) => (point[0]! < all[best]![0]! ? at : best), 0);
    const chosen = [first];
    const nearest = all.map((point) => distance(point, all[first]!));
    while (chosen.length < Math.min(count, all.length)) {
        const next = nearest.reduce((best, value, at) => (chosen.includes(at) ? best : best < 0 || value > nearest[best]! ? at : best), -1);
        chosen.push(next);
        all.forEach((point, at) => {
            nearest[at] = Math.min(nearest[at]!, distance(point, all[next]!));
        });
    }

    return chosen;
}

const distance = (a: number[], b: number[]): number => Math.hypot(...a.map((value, at) => value - b[at]!));
