import { get } from '../api/client';
import type { Page as ListPage, Worker } from '../api/contracts';
import { usePolled } from '../api/poll';
import { ago, number } from '../logic/numbers';
import { DataTable } from '../parts/DataTable';
import { Page } from '../parts/Page';
import { formatPlace } from '../routing';

export function WorkersPage() {
    const polled = usePolled(
        (signal) => get<ListPage<Worker>>('workers', signal),
        () => 5_000,
        [],
    );
    return (
        <Page title="Workers" polled={polled}>
            {({ value }) =>
                value.length === 0 ? (
                    <p class="state">
                        No workers. Start one: <code>./serverless worker</code>
                    </p>
                ) : (
                    <section class="card">
                        <DataTable
                            caption="Workers"
                            columns={['Worker', 'State', 'Heartbeat', 'Serves', 'Doing', 'Jobs done', 'Busy %']}
                            rows={value.map((worker) => [
                                worker.name,
                                worker.isAlive ? (worker.jobs.length > 0 ? 'working' : 'idle') : 'gone',
                                ago(Date.parse(worker.lastHeartbeat), Date.now()),
                                [...(worker.isExternal ? ['leases'] : worker.takesJobs ? ['jobs'] : []), ...worker.devices].join(', '),
                                worker.jobs.length === 0 ? null : (
                                    <>
                                        {worker.jobs.map((job) => (
                                            <span key={job.id}>
                                                {worker.isExternal ? 'evaluate' : job.kind} {job.searchId && <a href={formatPlace(['searches', job.searchId])}>{job.searchId}</a>}{' '}
                                            </span>
                                        ))}
                                    </>
                                ),
                                worker.jobsDone ?? null,
                                worker.busyShare === undefined ? null : number(100 * worker.busyShare, 3),
                            ])}
                        />
                    </section>
                )
            }
        </Page>
    );
}
