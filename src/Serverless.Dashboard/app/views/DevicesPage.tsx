import { get } from '../api/client';
import type { Device, Page as ListPage, Queue } from '../api/contracts';
import { usePolled } from '../api/poll';
import { moment } from '../logic/numbers';
import { DataTable } from '../parts/DataTable';
import { Page } from '../parts/Page';

export function DevicesPage() {
    const polled = usePolled(
        async (signal) => {
            const [devices, queues] = await Promise.all([get<ListPage<Device>>('devices', signal), get<ListPage<Queue>>('queues', signal)]);
            return { devices, queues };
        },
        () => 10_000,
        [],
    );
    return (
        <Page title="Devices" polled={polled}>
            {({ devices, queues }) => (
                <>
                    <section class="card">
                        <h2>Devices</h2>
                        <DataTable
                            caption="Devices"
                            columns={['Device', 'Kind', 'Description', 'Metrics']}
                            rows={devices.value.map((device) => [device.id, device.kind, String(device.description ?? '–'), metricsOf(device)])}
                        />
                        {devices.unreadable?.map((message) => (
                            <p class="problem" key={message}>
                                {message}
                            </p>
                        ))}
                    </section>
                    <section class="card">
                        <h2>Queues of jobs</h2>
                        <DataTable
                            caption="Queues"
                            columns={['Queue', 'Length', 'Waiting since', 'Workers', 'Latest heartbeat']}
                            rows={queues.value.map((queue) => [
                                queue.name,
                                queue.length,
                                moment(queue.waitingSince),
                                queue.workers,
                                moment(queue.lastHeartbeat),
                            ])}
                        />
                    </section>
                </>
            )}
        </Page>
    );
}

const metricsOf = ({ tables, metrics }: Device): string => {
    const names = Array.isArray(metrics) ? metrics : Object.keys((tables ?? {}) as Record<string, unknown>);
    return names.length > 0 ? names.join(', ') : '–';
};
