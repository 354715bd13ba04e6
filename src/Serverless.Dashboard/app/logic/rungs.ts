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
    if (decision.leastChance !== undefined) {
        const chance =
            decision.chance === undefined ? 'no candidate of at most the same cost to exceed, or too few' : `chance ${number(decision.chance)} to exceed the best so far, from`;
        return (
            `${decision.isPromoted ? 'Promoted' : 'Stopped'}: ${chance} ${decision.wholeCurves} complete trainings ` +
            `(learning curves; required: ${number(decision.leastChance)}; ${values})`
        );
    }

    return (
        `${decision.isPromoted ? 'Promoted' : 'Stopped'}: place ${decision.place} of ${decision.compared}, the first ${decision.lastPlaceKept} continue ` +
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

/**
 * How many candidates reached each rung, and what became of them there. A candidate that went on in a later generation has another row, whose rungs
 * begin with those before; it counts once at each.
 */
export function countRungs(table: EvaluationTable): RungCount[] {
    const counts = new Map<number, RungCount>();
    const counted = new Map<string, Rung>();
    for (let row = 0; row < table.length; row++) {
        for (const entry of table.rungs[row] ?? []) {
            const key = `${table.candidate[row]} ${entry.rung}`;
            const before = counted.get(key);
            counted.set(key, entry);
            const count = counts.get(entry.rung) ?? { rung: entry.rung, epochs: entry.epochs, reached: 0, promoted: 0, stopped: 0 };
            count.reached += before ? 0 : 1;
            count.promoted += promotedAt(entry) - promotedAt(before);
            count.stopped += stoppedAt(entry) - stoppedAt(before);
            counts.set(entry.rung, count);
        }
    }

    return [...counts.values()].sort((a, b) => a.rung - b.rung);
}

const promotedAt = (entry?: Rung): number => (entry?.decision?.isPromoted ? 1 : 0);
const stoppedAt = (entry?: Rung): number => (entry?.decision && !entry.decision.isPromoted ? 1 : 0);
