import type { Gene } from './genes';

export interface Importance {
    name: string;
    share: number;
    best: string;
}

/** The share of the evaluations that counts as good. */
export const goodShare = 0.1;

/**
 * How much each decision separates the good tenth of the evaluations from all of them, per objective: PED-ANOVA (Watanabe, Bansal and
 * Hutter, "PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces", IJCAI 2023, theorem 1 with γ' = 1), the
 * Pearson divergence between the distribution of a decision among the good and among all. Decisions are categories, so distributions
 * are counts with one added to each value. Equal values at the border of the tenth all count as good. O(n d).
 * @param rows The decisions of each architecture, by the same names in all; others are left out of a decision's counts.
 * @param values Of one objective, minimised.
 * @returns Shares that add up to 1, the largest first, and the value that is most over-represented among the good; empty with fewer than
 * ten rows or when nothing separates them.
 */
export function importance(rows: Gene[][], values: number[]): Importance[] {
    if (rows.length < 1 / goodShare) {
        return [];
    }

    const border = [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * goodShare) - 1)]!;
    const all = new Map<string, Map<string, [all: number, good: number]>>();
    rows.forEach((genes, row) => {
        for (const { name, value } of genes) {
            const counts = all.get(name) ?? new Map<string, [number, number]>();
            const count = counts.get(value) ?? [0, 0];
            count[0]++;
            count[1] += values[row]! <= border ? 1 : 0;
            counts.set(value, count);
            all.set(name, counts);
        }
    });

    const found = [...all].map(([name, counts]) => ({ name, ...divergence(counts) }));
    const total = found.reduce((sum, { share }) => sum + share, 0);
    return total > 0 ? found.map((one) => ({ ...one, share: one.share / total })).sort((a, b) => b.share - a.share) : [];
}

function divergence(counts: Map<string, [number, number]>): { share: number; best: string } {
    const kinds = counts.size;
    let [all, good] = [0, 0];
    for (const [a, g] of counts.values()) {
        [all, good] = [all + a, good + g];
    }

    let [sum, best, highest] = [0, '', -Infinity];
    for (const [value, [a, g]] of counts) {
        const base = (a + 1) / (all + kinds);
        const ratio = (g + 1) / (good + kinds) / base;
        sum += base * (ratio - 1) ** 2;
        if (ratio > highest) {
            [highest, best] = [ratio, value];
        }
    }

    return { share: kinds > 1 ? sum : 0, best };
}
