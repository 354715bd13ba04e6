import type { ComponentType } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Outcomes } from '../api/contracts';
import { now } from '../api/embedded';
import { type SearchData, useSearchData } from '../api/searchData';
import { budgetUses, forecast } from '../logic/budgets';
import { type Classified, classify } from '../logic/evaluationTable';
import { duration, number } from '../logic/numbers';
import { labelOf } from '../logic/objectives';
import { bestOf } from '../logic/progress';
import { Actions } from '../parts/Actions';
import { Meter } from '../parts/Meter';
import { Page } from '../parts/Page';
import { formatPlace } from '../routing';
import { CandidatePanel } from './search/CandidatePanel';
import { DecisionsTab } from './search/DecisionsTab';
import { EventsTab } from './search/EventsTab';
import { FrontTab } from './search/FrontTab';
import { ProgressTab } from './search/ProgressTab';
import { RungsTab } from './search/RungsTab';
import { SurrogateTab } from './search/SurrogateTab';
import { WorkersTab } from './search/WorkersTab';
import { State } from './SearchList';

/** What each tab is given. */
export interface TabProperties {
    data: SearchData;
    classified: Classified;
    query: Record<string, string>;
}

/** One view of a search. */
export interface SearchTab {
    title: string;
    Tab: ComponentType<TabProperties>;
    isShown?: (data: SearchData) => boolean;
}

const common: Record<string, SearchTab> = {
    front: { title: 'Front', Tab: FrontTab },
    progress: { title: 'Progress', Tab: ProgressTab },
    decisions: { title: 'Decisions', Tab: DecisionsTab },
    surrogate: {
        title: 'Surrogate',
        Tab: SurrogateTab,
        isShown: ({ search, table }) => search.surrogate !== undefined || Object.keys(table.predicted).length > 0,
    },
    workers: { title: 'Workers', Tab: WorkersTab },
    rungs: { title: 'Rungs', Tab: RungsTab, isShown: ({ table }) => table.rungs.some((rungs) => rungs !== null) },
    events: { title: 'Events', Tab: EventsTab },
};

interface Properties {
    id: string;
    tab: string;
    query: Record<string, string>;
    /** Views that stand before or behind the others. */
    first?: Record<string, SearchTab>;
    last?: Record<string, SearchTab>;
}

export function SearchPage({ id, tab, query, first, last }: Properties) {
    const tabs = { ...first, ...common, ...last };
    const polled = useSearchData(id);
    const data = polled.value;
    const classified = useMemo(() => (data ? classify(data.table, data.objectives) : undefined), [data?.version]);
    return (
        <Page title={data?.search.name ?? id} polled={polled}>
            {(data) => {
                const shown = Object.entries(tabs).filter(([, { isShown }]) => isShown?.(data) ?? true);
                const Tab = (tabs[tab] ?? common.front!).Tab;
                return (
                    <>
                        <Summary data={data} refresh={polled.refresh} />
                        <nav class="tabs" aria-label="Views of the search">
                            {shown.map(([name, { title }]) => (
                                <a key={name} href={formatPlace(['searches', id, name])} aria-current={name === tab ? 'page' : undefined}>
                                    {title}
                                </a>
                            ))}
                        </nav>
                        <Tab data={data} classified={classified!} query={query} />
                        {query.candidate && <CandidatePanel data={data} candidate={query.candidate} />}
                    </>
                );
            }}
        </Page>
    );
}

const outcomeNames: Partial<Record<keyof Outcomes, string>> = {
    earlyStopped: 'stopped early',
    infeasible: 'infeasible',
    failed: 'failed',
    abandoned: 'abandoned',
    cached: 'from the cache',
};

function Summary({ data: { search, objectives, table, isComplete, version }, refresh }: { data: SearchData; refresh: () => void }) {
    const at = now();
    const next = search.state === 'Running' ? forecast(search, at) : null;
    const bests = useMemo(() => objectives.map((objective) => [labelOf(objective), bestOf(objective, table)] as const), [version]);
    const outcomes = Object.entries(outcomeNames).filter(([name]) => Number(search.outcomes[name as keyof Outcomes] ?? 0) > 0);
    return (
        <section class="card summary-card" aria-label="Summary">
            <div class="title">
                <State search={search} /> <span class="muted">{search.id}</span>
                <Actions search={search} onDone={refresh} />
            </div>
            <div class="facts">
                <span>
                    evaluations <b data-testid="evaluations">{number(table.length)}</b>
                    {!isComplete && ' (loading)'}
                </span>
                <span>
                    front <b>{search.progress?.frontSize ?? search.frontSize}</b>
                </span>
                <span>
                    hypervolume <b>{number(search.progress?.hypervolume ?? search.hypervolume)}</b>
                </span>
                {bests.map(([name, value]) => (
                    <span key={name}>
                        best {name} <b>{number(value)}</b>
                    </span>
                ))}
                {outcomes.map(([name, title]) => (
                    <span key={name}>
                        {title} <b>{number(Number(search.outcomes[name as keyof Outcomes]))}</b>
                    </span>
                ))}
                {search.progress && (
                    <span>
                        generation {search.progress.generation}: {search.progress.evaluationsDone} of {search.progress.evaluationsPlanned} done
                    </span>
                )}
                {next && (
                    <span>
                        {next.use.name} used up in about {duration(next.seconds)} at this pace
                    </span>
                )}
            </div>
            <div class="facts">
                {budgetUses(search, at).map((use) => (
                    <Meter key={use.kind} {...use} />
                ))}
            </div>
            {search.error && <p class="problem">{search.error}</p>}
            {search.note && <p>{search.note}</p>}
            {search.warnings?.map((warning) => (
                <p class="warning" key={warning.pointer}>
                    {warning.pointer}: {warning.message}
                </p>
            ))}
            {search.waits?.map((wait) => (
                <p class="warning" key={wait.what}>
                    Waits for {wait.what}
                    {wait.queue ? ` (queue ${wait.queue}, ${wait.queueLength ?? 0} jobs)` : ''}. {wait.remedy}
                </p>
            ))}
        </section>
    );
}
