/**
 * Kendall's τ-b of paired values: 1 when both order alike, −1 when one is the other's reverse; pairs that are equal in one count half out.
 * NaN with fewer than two values, or when all of one side are equal. O(n²).
 */
export function kendallTauB(a: number[], b: number[]): number {
    let [agree, disagree, onlyA, onlyB] = [0, 0, 0, 0];
    for (let i = 0; i < a.length; i++) {
        for (let j = 0; j < i; j++) {
            const [x, y] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)];
            if (x !== 0 && y !== 0) {
                x === y ? agree++ : disagree++;
            } else if (x !== 0) {
                onlyA++;
            } else if (y !== 0) {
                onlyB++;
            }
        }
    }

    return (agree - disagree) / Math.sqrt((agree + disagree + onlyA) * (agree + disagree + onlyB));
}

/** Spearman's ρ: the correlation of ranks, equal values sharing the middle of theirs. */
export function spearman(a: number[], b: number[]): number {
    const [x, y] = [ranks(a), ranks(b)];
    const mean = (a.length + 1) / 2;
    let [xy, xx, yy] = [0, 0, 0];
    for (let i = 0; i < a.length; i++) {
        const [dx, dy] = [x[i]! - mean, y[i]! - mean];
        [xy, xx, yy] = [xy + dx * dy, xx + dx * dx, yy + dy * dy];
    }

    return xy / Math.sqrt(xx * yy);
}

/** Ranks from 1; equal values have the mean of theirs. */
export function ranks(values: number[]): number[] {
    const order = values.map((_, place) => place).sort((a, b) => values[a]! - values[b]!);
    const result = new Array<number>(values.length).fill(0);
    for (let start = 0; start < order.length;) {
        let end = start;
        while (end + 1 < order.length && values[order[end + 1]!] === values[order[start]!]) {
            end++;
        }

        for (let at = start; at <= end; at++) {
            result[order[at]!] = (start + end) / 2 + 1;
        }

        start = end + 1;
    }

    return result;
}
