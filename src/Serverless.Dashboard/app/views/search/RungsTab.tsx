import { useMemo } from 'preact/hooks';
import { Chart } from '../../charts/Chart';
import { axis, useTheme } from '../../charts/theme';
import { countRungs, rungText } from '../../logic/rungs';
import { DataTable } from '../../parts/DataTable';
import { setQuery } from '../../routing';
import type { TabProperties } from '../SearchPage';

/** How many candidates each rung saw, and why each was stopped. */
export function RungsTab({ data }: TabProperties) {
    const theme = useTheme();
    const { table } = data;
    const counts = useMemo(() => countRungs(table), [data.version]);
    const stopped = useMemo(
        () =>
            table.rungs.flatMap((rungs, row) => {
                const last = rungs?.at(-1);
                return last?.decision && !last.decision.isPromoted ? [{ row, last }] : [];
            }),
        [data.version],
    );
    const option = useMemo(
        () =>
            counts.length === 0
                ? null
                : {
                      grid: { left: 60, right: 20, top: 36, bottom: 44 },
                      legend: { top: 0, textStyle: { color: theme.text }, inactiveColor: theme.muted },
                      xAxis: axis(theme, 'rung', { type: 'category', data: counts.map((count) => `${count.rung} (${count.epochs} epochs)`) }),
                      yAxis: axis(theme, 'candidates', { type: 'value', min: 0 }),
                      series: [
                          { name: 'continued', type: 'bar', stack: 'all', color: theme.series[2], data: counts.map((count) => count.promoted) },
                          {
                              name: 'stopped',
                              type: 'bar',
                              stack: 'all',
                              color: theme.classes.earlyStopped,
                              data: counts.map((count) => count.stopped),
                          },
                          {
                              name: 'no decision needed',
                              type: 'bar',
                              stack: 'all',
                              color: theme.series[0],
                              data: counts.map((count) => count.reached - count.promoted - count.stopped),
                          },
                      ],
                  },
        [counts, theme],
    );
    return (
        <>
            <Chart
                title="Rungs"
                option={option}
                height={260}
                empty="No candidate has reached a rung yet."
                table={() => ({
                    columns: ['Rung', 'Epochs', 'Reached', 'Continued', 'Stopped'],
                    rows: counts.map((count) => [count.rung, count.epochs, count.reached, count.promoted, count.stopped]),
                })}
            />
            <section class="card" aria-label="Stopped early">
                <h2>Stopped early, with reasons</h2>
                <DataTable
                    caption="Stopped early"
                    columns={['Candidate', 'Generation', 'Rung', 'Why']}
                    rows={[...stopped].reverse().map(({ row, last }) => [
                        <button type="button" class="quiet" onClick={() => setQuery({ candidate: table.candidate[row] })}>
                            {table.candidate[row]}
                        </button>,
                        table.generation[row]!,
                        last.rung,
                        rungText(last),
                    ])}
                />
            </section>
        </>
    );
}
