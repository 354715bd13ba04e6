import { getAll } from '../api/client';
import type { Schedule } from '../api/contracts';
import { usePolled } from '../api/poll';
import { moment } from '../logic/numbers';
import { DataTable } from '../parts/DataTable';
import { Page } from '../parts/Page';
import { formatPlace } from '../routing';

export function SchedulesPage() {
    const polled = usePolled(
        (signal) => getAll<Schedule>('schedules', 500, signal),
        () => 15_000,
        [],
    );
    return (
        <Page title="Schedules" polled={polled}>
            {(schedules) =>
                schedules.length === 0 ? (
                    <p class="state">
                        No schedules. Create one: <code>./serverless schedule set nightly FILE</code>
                    </p>
                ) : (
                    <section class="card">
                        <DataTable
                            caption="Schedules"
                            columns={['Schedule', 'Expression', 'Time zone', 'Device', 'Next', 'Latest start', 'Search', 'Latest skipped', 'Why']}
                            rows={schedules.map(({ id, definition, nextDueAt, lastStart, lastSkip }) => [
                                id,
                                definition.expression,
                                definition.timeZone ?? 'UTC',
                                definition.device ?? null,
                                moment(nextDueAt),
                                moment(lastStart?.dueAt),
                                lastStart?.searchId ? <a href={formatPlace(['searches', lastStart.searchId])}>{lastStart.searchId}</a> : null,
                                moment(lastSkip?.dueAt),
                                lastSkip?.reason ?? null,
                            ])}
                        />
                    </section>
                )
            }
        </Page>
    );
}
