import { useRef } from 'preact/hooks';
import { get } from '../api/client';
import type { Front, HistoryPage, Page as ListPage, Search } from '../api/contracts';
import { usePolled } from '../api/poll';
import { budgetUses } from '../logic/budgets';
import { moment, number } from '../logic/numbers';
import { labelOf, nameOf } from '../logic/objectives';
import { Meter } from '../parts/Meter';
import { Page } from '../parts/Page';
import { Sparkline, thin } from '../parts/Sparkline';
import { formatPlace, setQuery } from '../routing';

interface Details {
    generation: number;
    state: string;
    front: Front;
    curve: number[];
}
interface Listed {
    searches: Search[];
    details: Map<string, Details>;
    nextAfter?: string;
    unreadable: string[];
}

const states = ['Running', 'Paused', 'Pending', 'Completed', 'Failed', 'Cancelled'];
const pageSize = 20;
const atOnce = 4;
const mostCompared = 8;

export function SearchList({ query }: { query: Record<string, string> }) {
    const known = useRef(new Map<string, Details>());
    const polled = usePolled<Listed>(
        (signal, publish) => look(query, known.current, signal, publish),
        (value) => (value?.searches.some((search) => ['Running', 'Pending'].includes(search.state)) ? 3_000 : 10_000),
        [query.state, query.after],
    );
    const chosen = (query.choose ?? '').split(',').filter(Boolean);
    const choose = (id: string) => setQuery({ choose: (chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]).join(',') });
    return (
        <Page title="Searches" polled={polled}>
            {({ searches, details, nextAfter, unreadable }) => (
                <>
                    <div class="bar">
                        <label>
                            State{' '}
                            <select value={query.state ?? ''} onChange={(event) => setQuery({ state: event.currentTarget.value, after: undefined })}>
                                <option value="">all</option>
                                {states.map((state) => (
                                    <option key={state}>{state}</option>
                                ))}
                            </select>
                        </label>
                        {chosen.length >= 2 && chosen.length <= mostCompared && (
                            <a class="button" href={formatPlace(['compare'], { ids: chosen.join(',') })}>
                                Compare {chosen.length}
                            </a>
                        )}
                        {chosen.length > mostCompared && <span role="alert">At most {mostCompared} searches can be compared.</span>}
                    </div>
                    {searches.length === 0 && (
                        <p class="state">
                            No searches{query.state ? ` that are ${query.state}` : ''}. Start one:{' '}
                            <code>./serverless search start examples/quickstart.json</code>
                        </p>
                    )}
                    <ul class="searches">
                        {searches.map((search) => (
                            <Item
                                key={search.id}
                                search={search}
                                details={details.get(search.id)}
                                isChosen={chosen.includes(search.id)}
                                onChoose={() => choose(search.id)}
                            />
                        ))}
                    </ul>
                    {unreadable.map((message) => (
                        <p class="problem" key={message}>
                            {message}
                        </p>
                    ))}
                    <div class="bar">
                        {query.after && (
                            <button type="button" onClick={() => setQuery({ after: undefined })}>
                                Newest
                            </button>
                        )}
                        {nextAfter && (
                            <button type="button" onClick={() => setQuery({ after: nextAfter })}>
                                Older
                            </button>
                        )}
                    </div>
                </>
            )}
        </Page>
    );
}

function Item({ search, details, isChosen, onChoose }: { search: Search; details?: Details; isChosen: boolean; onChoose: () => void }) {
    const progress = search.progress;
    return (
        <li class="card search">
            <div class="title">
                <input type="checkbox" checked={isChosen} onChange={onChoose} aria-label={`Choose ${search.id} for comparison`} />
                <a href={formatPlace(['searches', search.id])}>{search.name ?? search.id}</a>
                <State search={search} />
                <span class="muted">
                    {search.id}, {moment(search.createdAt)}
                </span>
            </div>
            <div class="facts">
                {budgetUses(search, Date.now())
                    .slice(0, 3)
                    .map((use) => (
                        <Meter key={use.kind} {...use} />
                    ))}
            </div>
            <div class="facts">
                <span>
                    front <b>{progress?.frontSize ?? search.frontSize}</b>
                </span>
                {details?.front.objectives.map((objective) => (
                    <span key={nameOf(objective)}>
                        best {labelOf(objective)} <b>{number(best(details.front, nameOf(objective), objective.goal))}</b>
                    </span>
                ))}
            </div>
            <div class="curve">
                <Sparkline values={details?.curve ?? []} label={`Hypervolume of ${search.name ?? search.id}, now ${number(search.hypervolume)}`} />
                <span>
                    hypervolume <b>{number(progress?.hypervolume ?? search.hypervolume)}</b>
                </span>
            </div>
        </li>
    );
}

/** A search's state in a word, and why it ended. */
export const State = ({ search }: { search: Search }) => (
    <span class={`badge ${search.state.toLowerCase()}`} title={search.stopReason}>
        {search.state}
        {search.stopReason ? `: ${search.stopReason}` : ''}
    </span>
);

const best = (front: Front, name: string, goal: string): number | undefined => {
    const values = front.members.map((member) => member.objectives[name]).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : goal === 'maximise' ? Math.max(...values) : Math.min(...values);
};

async function look(
    query: Record<string, string>,
    known: Map<string, Details>,
    signal: AbortSignal,
    publish: (part: Listed) => void,
): Promise<Listed> {
    const filter = new URLSearchParams({
        maxpagesize: String(pageSize),
        ...(query.state ? { state: query.state } : {}),
        ...(query.after ? { after: query.after } : {}),
    });
    const page = await get<ListPage<Search>>(`searches?${filter}`, signal);
    const next = page.nextLink ? new URL(page.nextLink, location.origin).searchParams.get('after') : null;
    const listed = (): Listed => ({ searches: page.value, details: new Map(known), nextAfter: next ?? undefined, unreadable: page.unreadable ?? [] });
    publish(listed());
    const wanted = page.value.filter((search) => {
        const details = known.get(search.id);
        return !details || details.generation !== search.generation || details.state !== search.state;
    });
    for (let at = 0; at < wanted.length; at += atOnce) {
        await Promise.all(wanted.slice(at, at + atOnce).map(async (search) => known.set(search.id, await describe(search, signal))));
        publish(listed());
    }

    return listed();
}

async function describe(search: Search, signal: AbortSignal): Promise<Details> {
    const route = `searches/${encodeURIComponent(search.id)}`;
    const [front, history] = await Promise.all([get<Front>(`${route}/front`, signal), get<HistoryPage>(`${route}/history`, signal)]);
    return { generation: search.generation, state: search.state, front, curve: thin(history.value.map((entry) => entry.hypervolume)) };
}
