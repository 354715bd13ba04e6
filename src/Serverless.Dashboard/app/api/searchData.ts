import { useRef } from 'preact/hooks';
import { EvaluationTable } from '../logic/evaluationTable';
import { get } from './client';
import type { ColumnsPage, Extension, Front, HistoryEntry, HistoryPage, Objective, Search, SearchRequest, SurrogateDecision } from './contracts';
import { type Polled, usePolled } from './poll';

/** What the pages of a search draw from. The table is added to in place: the version tells that it has changed. */
export interface SearchData {
    version: number;
    search: Search;
    request: SearchRequest;
    objectives: Objective[];
    table: EvaluationTable;
    history: HistoryEntry[];
    decisions: SurrogateDecision[];
    extensions: Extension[];
    isComplete: boolean;
}

/** Reads a search once as a whole and then what is new in it. */
export class SearchReader {
    private readonly table = new EvaluationTable();
    private history: HistoryEntry[] = [];
    private historyPage = '';
    private historyBefore = 0;
    private decisions: SurrogateDecision[] = [];
    private request?: SearchRequest;
    private objectives?: Objective[];
    private version = 0;

    constructor(private readonly id: string) {}

    async look(signal: AbortSignal, publish: (part: SearchData) => void): Promise<SearchData> {
        const route = `searches/${encodeURIComponent(this.id)}`;
        const search = await get<Search>(route, signal);
        this.request ??= await get<SearchRequest>(`${route}/request`, signal);
        this.objectives ??= (await get<Front>(`${route}/front`, signal)).objectives;
        const snapshot = (isComplete: boolean): SearchData => ({
            version: this.version,
            search,
            request: this.request!,
            objectives: this.objectives!,
            table: this.table,
            history: this.history,
            decisions: this.decisions,
            extensions: search.extensions ?? [],
            isComplete,
        });
        for (
            let next: string | undefined =
                this.table.nextGeneration < search.generation ? `${route}/columns?generation=${this.table.nextGeneration}` : undefined;
            next;
        ) {
            const page: ColumnsPage = await get(next, signal);
            this.table.append(page);
            this.version++;
            next = page.nextLink;
            if (next) {
                publish(snapshot(false));
            }
        }

        await this.readHistory(route, signal);
        return snapshot(true);
    }

    // The last page is asked for again, by its entity tag, since it is the one that grows.
    private async readHistory(route: string, signal: AbortSignal): Promise<void> {
        for (let next: string | undefined = this.historyPage || `${route}/history`; next;) {
            const page: HistoryPage = await get(next, signal);
            const isGrown = this.historyBefore + page.value.length !== this.history.length;
            this.historyPage = next;
            if (isGrown) {
                this.history = [...this.history.slice(0, this.historyBefore), ...page.value];
                this.version++;
            }

            if (page.surrogates && page.surrogates.length !== this.decisions.length) {
                this.decisions = page.surrogates;
                this.version++;
            }

            next = page.nextLink;
            if (next) {
                this.historyBefore = this.history.length;
            }
        }
    }
}

const pauses: Record<string, number> = { Running: 2_000, Pending: 2_000, Paused: 5_000 };
const pauseAfterTheEnd = 15_000;

export function useSearchData(id: string): Polled<SearchData> {
    const reader = useRef<{ id: string; reader: SearchReader } | undefined>(undefined);
    if (reader.current?.id !== id) {
        reader.current = { id, reader: new SearchReader(id) };
    }

    return usePolled<SearchData>(
        (signal, publish) => reader.current!.reader.look(signal, publish),
        (data) => (data ? (pauses[data.search.state] ?? pauseAfterTheEnd) : 2_000),
        [id],
    );
}
