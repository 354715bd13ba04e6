import { useEffect, useMemo, useState } from 'preact/hooks';
import { get } from '../../api/client';
import type { Page } from '../../api/contracts';
import type { SearchData } from '../../api/searchData';
import { eventsOf } from '../../logic/events';
import { moment } from '../../logic/numbers';
import { DataTable } from '../../parts/DataTable';
import { Problem } from '../../parts/Problem';
import type { TabProperties } from '../SearchPage';

interface ArrivalSet {
    generation: number;
    arrivals: { generation: number; index: number; rung?: number }[];
    wanted: number;
    isStopping?: boolean;
}

/** What happened to the search, the newest first; of an asynchronous one also its journal. */
export function EventsTab({ data }: TabProperties) {
    const events = useMemo(() => eventsOf(data), [data.version, data.search]);
    return (
        <>
            <section class="card" aria-label="Events">
                <h2>Events</h2>
                <DataTable
                    caption="Events"
                    columns={['When', 'Generation', 'What']}
                    rows={events.map((event) => [event.at ? moment(event.at) : null, event.generation ?? null, event.what])}
                />
            </section>
            {data.request.mode === 'asynchronous' && <Journal data={data} />}
        </>
    );
}

function Journal({ data }: { data: SearchData }) {
    const [turns, setTurns] = useState<ArrivalSet[]>();
    const [error, setError] = useState<Error>();
    useEffect(() => {
        const stop = new AbortController();
        const first = Math.max(0, data.search.generation - 50);
        get<Page<ArrivalSet>>(`searches/${encodeURIComponent(data.search.id)}/journal${first > 0 ? `?turn=${first}` : ''}`, stop.signal)
            .then((page) => setTurns(page.value))
            .catch((fault) => stop.signal.aborted || setError(fault));
        return () => stop.abort();
    }, [data.search.generation]);
    return (
        <section class="card" aria-label="Journal">
            <h2>Journal: evaluations that had ended when each of the latest turns started</h2>
            {error && <Problem error={error} />}
            {turns && (
                <DataTable
                    caption="Journal"
                    columns={['Turn', 'Ended', 'Wanted']}
                    rows={[...turns]
                        .reverse()
                        .map((turn) => [
                            turn.generation,
                            turn.arrivals.map((one) => `${one.generation}/${one.index}${one.rung ? ` at rung ${one.rung}` : ''}`).join(', ') ||
                                'nothing',
                            turn.wanted,
                        ])}
                />
            )}
        </section>
    );
}
