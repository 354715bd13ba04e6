import type { Search } from '../api/contracts';

export interface BudgetUse {
    kind: string;
    name: string;
    used: number;
    limit: number;
}

const kinds: { kind: string; name: string; used: (spent: Record<string, number>, search: Search, now: number) => number }[] = [
    { kind: 'trainings', name: 'trainings', used: (b) => (b.trainingsSpent ?? 0) + (b.trainingsCached ?? 0) },
    { kind: 'epochs', name: 'epochs', used: (b) => (b.epochsSpent ?? 0) + (b.epochsCached ?? 0) },
    { kind: 'evaluations', name: 'evaluations', used: (b) => b.evaluationsSpent ?? 0 },
    { kind: 'generations', name: 'generations', used: (b) => b.generationsSpent ?? 0 },
    { kind: 'gpuSeconds', name: 'GPU seconds', used: (b) => b.gpuSecondsSpent ?? 0 },
    { kind: 'cost', name: 'cost', used: (b) => b.costSpent ?? 0 },
    { kind: 'wallClockSeconds', name: 'seconds of wall clock', used: (_, search, now) => elapsed(search, now) },
    { kind: 'noImprovementGenerations', name: 'generations without improvement', used: (b) => b.generationsWithoutImprovement ?? 0 },
    { kind: 'noImprovementEvaluations', name: 'evaluations without improvement', used: (b) => b.evaluationsWithoutImprovement ?? 0 },
    { kind: 'targetHypervolume', name: 'target hypervolume', used: (b, search) => search.hypervolume ?? b.hypervolume ?? 0 },
];

/** Seconds that a search has run, pauses left out. */
export function elapsed(search: Search, now: number): number {
    if (!search.startedAt) {
        return 0;
    }

    const end = search.completedAt ?? search.pausedAt;
    const paused = Number(search.budget.pausedSeconds ?? 0);
    return Math.max(0, ((end ? Date.parse(end) : now) - Date.parse(search.startedAt)) / 1000 - paused);
}

/** What each limit is used up to, in a fixed order. */
export const budgetUses = (search: Search, now: number): BudgetUse[] =>
    kinds
        .filter(({ kind }) => typeof search.budget.limits[kind] === 'number')
        .map(({ kind, name, used }) => ({
            kind,
            name,
            limit: search.budget.limits[kind]!,
            used: used(search.budget as unknown as Record<string, number>, search, now),
        }));

/**
 * Seconds until a limit is reached at the pace so far, a straight line through the beginning and now; null where nothing can be said.
 */
export function secondsLeft(use: BudgetUse, elapsedSeconds: number): number | null {
    if (use.kind === 'wallClockSeconds') {
        return Math.max(0, use.limit - use.used);
    }

    return use.used > 0 && elapsedSeconds > 0 && use.kind !== 'targetHypervolume' && !use.kind.startsWith('noImprovement')
        ? (Math.max(0, use.limit - use.used) * elapsedSeconds) / use.used
        : null;
}

/** The limit that is reached first at the pace so far. */
export function forecast(search: Search, now: number): { use: BudgetUse; seconds: number } | null {
    const past = elapsed(search, now);
    return budgetUses(search, now)
        .map((use) => ({ use, seconds: secondsLeft(use, past) }))
        .filter((left): left is { use: BudgetUse; seconds: number } => left.seconds !== null)
        .reduce<{ use: BudgetUse; seconds: number } | null>((first, left) => (!first || left.seconds < first.seconds ? left : first), null);
}
