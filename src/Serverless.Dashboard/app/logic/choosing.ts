// Choosing from a front, as the client and the API do (FrontSelection in Serverless.Core). Members are points, n × m, all minimised, with
// their candidates' ids, which decide ties; answers are places, the best first.

// Added sums tell apart what the largest term alone does not (augmented Tchebycheff, Steuer and Choo 1983).
const augmentation = 1e-3;

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

/** The members farthest below the plane through the ends of the normalised axes (the knee of Das 1999): those with the least sums. */
export const knee = (points: number[][], ids: string[], most: number): number[] => order(points, ids, sum, most);

/** The members with the smallest largest weighted distance from the best of each objective (augmented Tchebycheff). */
export function weighted(points: number[][], ids: string[], weights: number[], most: number): number[] {
    const worth = (scaled: number[]): number => {
        const terms = scaled.map((value, at) => value * (weights[at] ?? 0));
        return Math.max(...terms) + augmentation * sum(terms);
    };
    return order(points, ids, worth, most);
}

/** Members far apart: the knee first, then again and again the one that is farthest from those taken (Gonzalez 1985). */
export function spread(points: number[][], ids: string[], most: number): number[] {
    const all = normalised(points);
    const chosen = knee(points, ids, Math.min(1, most));
    const nearest = all.map(() => Infinity);
    while (chosen.length > 0 && chosen.length < Math.min(most, all.length)) {
        all.forEach((point, at) => {
            nearest[at] = Math.min(nearest[at]!, distance(point, all[chosen.at(-1)!]!));
        });
        const left = all.map((_, at) => at).filter((at) => !chosen.includes(at));
        chosen.push(left.reduce((best, at) => (nearest[at]! > nearest[best]! || (nearest[at] === nearest[best] && ids[at]! < ids[best]!) ? at : best)));
    }

    return chosen;
}

function order(points: number[][], ids: string[], worth: (scaled: number[]) => number, most: number): number[] {
    const worths = normalised(points).map(worth);
    return points
        .map((_, at) => at)
        .sort((a, b) => worths[a]! - worths[b]! || (ids[a]! < ids[b]! ? -1 : 1))
        .slice(0, most);
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const distance = (a: number[], b: number[]): number => Math.sqrt(sum(a.map((value, at) => (value - b[at]!) * (value - b[at]!))));
