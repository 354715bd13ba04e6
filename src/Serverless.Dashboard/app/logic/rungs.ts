import type { Rung } from '../api/contracts';
import type { EvaluationTable } from './evaluationTable';
import { number } from './numbers';
import { label } from './objectives';

const rules: Record<string, string> = {
    nondominatedRankThenHypervolumeContribution: 'nondominated rank, then hypervolume contribution',
};

/** What was decided at a rung, and by which values. */
export function rungText({ decision, metrics }: Rung): string {
    if (!decision) {
        return (
            Object.entries(metrics)
                .map(([name, value]) => `${label(name)} ${number(value)}`)
                .join(', ') || 'no decision'
        );
    }

    const values = Object.entries(decision.values)
        .map(([name, value]) => `${label(name)} ${number(value)}`)
        .join(', ');
    return (
        `${decision.isPromoted ? 'Promoted' : 'Stopped'}: place ${decision.place} of ${decision.compared}, the first ${decision.lastPlaceKept} go on ` +
        `(${rules[decision.rule] ?? decision.rule}; rank ${decision.rank}, contribution ${number(decision.contribution)}; ${values})`
    );
}

export interface RungCount {
    rung: number;
    epochs: number;
    reached: number;
    promoted: number;
    stopped: number;
}

/** How many candidates reached each rung, and what became of them there. */
export function countRungs(table: EvaluationTable): RungCount[] {
    const counts = new Map<number, RungCount>();
    for (const rungs of table.rungs) {
        for (const { rung, epochs, decision } of rungs ?? []) {
            const count = counts.get(rung) ?? { rung, epochs, reached: 0, promoted: 0, stopped: 0 };
            count.reached++;
            count.promoted += decision?.isPromoted ? 1 : 0;
            count.stopped += decision && !decision.isPromoted ? 1 : 0;
            counts.set(rung, count);
        }
    }

    return [...counts.values()].sort((a, b) => a.rung - b.rung);
}
