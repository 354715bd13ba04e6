import { useMemo } from 'preact/hooks';
import { Chart } from '../../charts/Chart';
import { axis, type Theme, useTheme } from '../../charts/theme';
import { layWork, type WorkBar } from '../../logic/work';
import { duration } from '../../logic/numbers';
import { setQuery } from '../../routing';
import type { TabProperties } from '../SearchPage';

const outcomes = ['Completed', 'EarlyStopped', 'Infeasible', 'Failed'] as const;

/** What each worker spent its time on. */
export function WorkersTab({ data }: TabProperties) {
    const theme = useTheme();
    const { workers, bars, isTimed } = useMemo(() => layWork(data.table, Date.parse(data.search.startedAt ?? data.search.createdAt)), [data.version]);
    const option = useMemo(() => (bars.length === 0 ? null : timeline(workers, bars, isTimed, theme)), [bars, theme]);
    return (
        <Chart
            title="Workers' time"
            option={option}
            height={90 + 34 * Math.max(1, workers.length)}
            empty="No worker has spent time on this search: its results came from tables or from the evaluation cache."
            summary={`Each bar is an evaluation with the duration of its training and measuring; ${isTimed ? 'it ends when the platform observed its end, shortly after the actual end.' : 'the times of some are not known, so bars are shown end to end in order of proposal, without gaps.'}`}
            onPoint={({ dataIndex, seriesIndex }) =>
                setQuery({ candidate: data.table.candidate[bars.filter((bar) => bar.outcome === outcomes[seriesIndex])[dataIndex]?.row ?? -1] })
            }
            table={() => ({
                columns: ['Worker', 'Candidate', 'Outcome', 'Seconds'],
                rows: bars.map((bar) => [workers[bar.worker]!, data.table.candidate[bar.row]!, bar.outcome, bar.end - bar.start]),
            })}
        >
            {bars.length > 0 && (
                <p class="summary">
                    {workers
                        .map(
                            (worker, at) =>
                                `${worker}: ${duration(bars.filter((bar) => bar.worker === at).reduce((sum, bar) => sum + bar.end - bar.start, 0))}`,
                        )
                        .join('; ')}
                </p>
            )}
        </Chart>
    );
}

function timeline(workers: string[], bars: WorkBar[], isTimed: boolean, theme: Theme) {
    const colours = [theme.series[2]!, theme.classes.earlyStopped, theme.classes.infeasible, theme.series[1]!];
    return {
        grid: { left: 130, right: 20, top: 36, bottom: 44 },
        legend: { top: 0, textStyle: { color: theme.text }, inactiveColor: theme.muted },
        xAxis: axis(theme, isTimed ? 'seconds since the start' : 'seconds of work', { type: 'value', min: 0, scale: false }),
        yAxis: {
            type: 'category',
            data: workers,
            axisLabel: { color: theme.text, width: 115, overflow: 'truncate' },
            axisLine: { lineStyle: { color: theme.muted } },
        },
        dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'weakFilter' }],
        series: outcomes.map((outcome, at) => ({
            name: outcome,
            type: 'custom',
            color: colours[at],
            encode: { x: [1, 2], y: 0 },
            data: bars.filter((bar) => bar.outcome === outcome).map((bar) => [bar.worker, bar.start, bar.end]),
            renderItem: (_: unknown, api: { value(at: number): number; coord(point: number[]): number[]; size(point: number[]): number[] }) => {
                const [from, to] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
                const height = Math.min(20, api.size([0, 1])[1]! * 0.7);
                return {
                    type: 'rect',
                    shape: { x: from[0], y: from[1]! - height / 2, width: Math.max(1, to[0]! - from[0]!), height },
                    style: { fill: colours[at], stroke: theme.surface, lineWidth: 0.5 },
                };
            },
        })),
    };
}
