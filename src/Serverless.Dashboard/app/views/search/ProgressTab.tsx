import { useMemo } from 'preact/hooks';
import { Chart } from '../../charts/Chart';
import { type LineSeries, linesOption, thinSteps } from '../../charts/lines';
import { useTheme } from '../../charts/theme';
import { now } from '../../api/embedded';
import { duration, number } from '../../logic/numbers';
import { label, labelOf, nameOf } from '../../logic/objectives';
import { type Across, bestPoints, burnDown, evaluationsBefore, hypervolumePoints } from '../../logic/progress';
import { elapsed, secondsLeft } from '../../logic/budgets';
import { setQuery } from '../../routing';
import type { TabProperties } from '../SearchPage';

/** Hypervolume, the best of each objective, and budgets, over evaluations or over the workers' seconds. */
export function ProgressTab({ data, query }: TabProperties) {
    const theme = useTheme();
    const { table, history, search, objectives } = data;
    const axes: Partial<Record<Across, string>> = {
        evaluations: 'completed evaluations',
        workerSeconds: 'worker seconds',
        ...(table.endedAt.some((at) => at !== null) ? { minutes: 'minutes since the start' } : {}),
    };
    const across = (query.across && query.across in axes ? query.across : 'evaluations') as Across;
    const acrossName = axes[across]!;
    const volume = useMemo(() => thinSteps(hypervolumePoints(history, table, across, beginOf(data))), [data.version, across]);
    const marks =
        across === 'evaluations'
            ? data.extensions.map((extension) => ({ at: evaluationsBefore(table, extension.generation), label: 'extended' }))
            : [];
    const volumeOption = useMemo(
        () =>
            history.length === 0
                ? null
                : linesOption([{ name: 'hypervolume', points: volume, isStep: true }], acrossName, 'hypervolume', theme, marks),
        [volume, theme],
    );
    const reference = Object.entries(search.referencePoint ?? {})
        .map(([name, value]) => `${label(name, objectives)} ${number(value)}`)
        .join(', ');
    const choice = (
        <label>
            over{' '}
            <select value={across} onChange={(event) => setQuery({ across: event.currentTarget.value })}>
                {Object.entries(axes).map(([name, title]) => (
                    <option key={name} value={name}>
                        {title}
                    </option>
                ))}
            </select>
        </label>
    );
    return (
        <>
            <Chart
                title="Hypervolume"
                controls={choice}
                option={volumeOption}
                empty="No evaluation has completed yet."
                summary={`Now ${number(search.hypervolume)}, with ${history.at(-1)?.frontSize ?? 0} members.${reference ? ` Reference point: ${reference}.` : ''}`}
                table={() => ({ columns: [acrossName, 'Hypervolume'], rows: [...volume].reverse() })}
            />
            <div class="two">
                {objectives.map((objective) => (
                    <Best key={nameOf(objective)} objective={objective} data={data} across={across} acrossName={acrossName} />
                ))}
            </div>
            <Budgets data={data} />
        </>
    );
}

const beginOf = ({ search }: TabProperties['data']): number => Date.parse(search.startedAt ?? search.createdAt);

function Best({
    objective,
    data,
    across,
    acrossName,
}: Pick<TabProperties, 'data'> & { objective: TabProperties['data']['objectives'][number]; across: Across; acrossName: string }) {
    const theme = useTheme();
    const name = labelOf(objective);
    const points = useMemo(() => bestPoints(objective, data.table, across, beginOf(data)), [data.version, across]);
    const option = useMemo(
        () => (points.length === 0 ? null : linesOption([{ name, points, isStep: true }], acrossName, name, theme)),
        [points, theme],
    );
    return (
        <Chart
            title={`Best ${name}`}
            option={option}
            height={220}
            summary={`Now ${number(points.at(-1)?.[1])}.`}
            table={() => ({ columns: [acrossName, name], rows: [...points].reverse() })}
        />
    );
}

function Budgets({ data }: Pick<TabProperties, 'data'>) {
    const theme = useTheme();
    const at = now();
    const burnt = useMemo(() => burnDown(data.search, data.table, at), [data.version, data.search]);
    const option = useMemo(() => {
        const series: LineSeries[] = burnt.map(({ use, points }) => ({ name: use.name, points }));
        const forecasts = burnt
            .filter(({ forecast }) => forecast.length > 0)
            .map(({ use, forecast }) => ({ name: `${use.name}, at this pace`, points: forecast, isDashed: true }));
        return data.table.length === 0 || series.length === 0
            ? null
            : linesOption([...series, ...forecasts], 'evaluations, in order of proposal', 'left %', theme, [], { yMin: 0, yMax: 100 });
    }, [burnt, theme]);
    const past = elapsed(data.search, at);
    return (
        <Chart
            title="Budgets"
            option={option}
            empty="No budget is used yet."
            summary="The remainder of each limit; dashed: its forecast at the pace so far. Seconds and cost are distributed by the worker seconds of each evaluation."
            table={() => ({
                columns: ['Limit', 'Used', 'Of', 'Runs out in about'],
                rows: burnt.map(({ use }) => {
                    const left = data.search.state === 'Running' ? secondsLeft(use, past) : null;
                    return [use.name, use.used, use.limit, left === null ? null : duration(left)];
                }),
            })}
        />
    );
}
