import type { SearchData } from '../api/searchData';
import { number } from './numbers';

export interface SearchEvent {
    at?: string;
    generation?: number;
    what: string;
}

/** What is known to have happened to a search, the newest first: moments where the API keeps them, else generations. */
export function eventsOf({ search, table, history, decisions, extensions }: SearchData): SearchEvent[] {
    const timed: SearchEvent[] = [
        { at: search.createdAt, what: search.schedule ? `Created by schedule ${search.schedule.id}` : 'Created' },
        ...(search.startedAt ? [{ at: search.startedAt, what: 'Started' }] : []),
        ...extensions.map((extension) => ({
            at: extension.at,
            generation: extension.generation,
            what: `Extended by ${Object.entries(extension.added)
                .map(([kind, value]) => `${number(value)} ${kind}`)
                .join(', ')}${extension.stopReason ? ` after it had ended (${extension.stopReason})` : ''}`,
        })),
        ...(search.pauseRequestedAt ? [{ at: search.pauseRequestedAt, what: 'Pause requested' }] : []),
        ...(search.pausedAt ? [{ at: search.pausedAt, what: 'Paused' }] : []),
        ...(search.completedAt ? [{ at: search.completedAt, what: `${search.state}${search.stopReason ? `: ${search.stopReason}` : ''}` }] : []),
    ];
    const steps: SearchEvent[] = [];
    const rows = new Map<number, number>();
    for (let row = 0; row < table.length; row++) {
        if (table.status[row] === 'Failed' || table.status[row] === 'Abandoned') {
            steps.push({ generation: table.generation[row], what: `${table.candidate[row]} failed: ${table.reason[row] ?? 'no reason is known'}` });
        }

        rows.set(table.generation[row]!, (rows.get(table.generation[row]!) ?? 0) + 1);
    }

    let before = 0;
    history.forEach((entry, at) => {
        const isLast = history[at + 1]?.generation !== entry.generation;
        if (isLast) {
            steps.push({
                generation: entry.generation,
                what: `${rows.get(entry.generation) ?? 0} evaluated, front ${entry.frontSize}, hypervolume ${number(entry.hypervolume)}${entry.hypervolume > before ? ` (+${number(entry.hypervolume - before)})` : ''}`,
            });
            before = entry.hypervolume;
        }
    });
    let role = '';
    for (const decision of decisions) {
        if (decision.role !== role) {
            steps.push({ generation: decision.generation, what: `Surrogate ${decision.role}: ${decision.reason}` });
            role = decision.role;
        }
    }

    return [...timed.reverse(), ...steps.sort((a, b) => (b.generation ?? 0) - (a.generation ?? 0))];
}
