import { useMemo, useRef } from 'preact/hooks';
import { getAll } from '../api/client';
import type { Search } from '../api/contracts';
import { usePolled } from '../api/poll';
import { type SearchData, SearchReader } from '../api/searchData';
import { Chart } from '../charts/Chart';
import { linesOption } from '../charts/lines';
import { axis, useTheme } from '../charts/theme';
import { compare, type Compared, type Comparison, whyNot } from '../logic/comparing';
import { number } from '../logic/numbers';
import { direction, label, labelOf } from '../logic/objectives';
import { DataTable } from '../parts/DataTable';
import { Page } from '../parts/Page';
import { formatPlace, setQuery } from '../routing';

const most = 8;
const symbols = ['circle', 'diamond', 'triangle', 'rect', 'pin', 'roundRect', 'arrow', 'emptyCircle'];

/** Up to eight searches of the same objectives, side by side. */
export function ComparePage({ query }: { query: Record<string, string> }) {
    const ids = (query.ids ?? '').split(',').filter(Boolean).slice(0, most);
    const readers = useRef(new Map<string, SearchReader>());
    const polled = usePolled<SearchData[]>(
        async (signal) =>
            Promise.all(
                ids.map((id) => {
                    const reader = readers.current.get(id) ?? new SearchReader(id);
                    readers.current.set(id, reader);
                    return reader.look(signal, () => {});
                }),
            ),
        (all) => (all?.some(({ search }) => search.state === 'Running') ? 5_000 : 20_000),
        [query.ids],
    );
    const others = usePolled(
        async (signal) => getAll<Search>('searches?maxpagesize=50', 50, signal),
        () => 30_000,
        [],
    );
    return (
        <Page title="Compare searches" polled={polled}>
            {(all) => (
                <>
                    <div class="bar">
                        {ids.map((id) => (
                            <button
                                type="button"
                                key={id}
                                aria-label={`Take ${id} out`}
                                onClick={() => setQuery({ ids: ids.filter((other) => other !== id).join(',') })}
                            >
                                {id} ×
                            </button>
                        ))}
                        {ids.length < most && (
                            <label>
                                add{' '}
                                <select value="" onChange={(event) => setQuery({ ids: [...ids, event.currentTarget.value].join(',') })}>
                                    <option value="">…</option>
                                    {others.value
                                        ?.filter((search) => !ids.includes(search.id))
                                        .map((search) => (
                                            <option key={search.id} value={search.id}>
                                                {search.name ?? search.id} ({search.id})
                                            </option>
                                        ))}
                                </select>
                            </label>
                        )}
                    </div>
                    {all.length === 0 ? <p class="state">Choose two to eight searches.</p> : <Side all={all} />}
                </>
            )}
        </Page>
    );
}

function Side({ all }: { all: SearchData[] }) {
    const searches: Compared[] = all.map(({ search, objectives, table }) => ({
        id: search.id,
        name: `${search.name ?? search.id} ${search.id.slice(0, 6)}`,
        objectives,
        table,
    }));
    const fault = whyNot(searches);
    const found = useMemo(() => (fault ? null : compare(searches)), [fault, all.map(({ search, version }) => `${search.id} ${version}`).join()]);
    return fault ? (
        <p class="problem" role="alert">
            {fault}
        </p>
    ) : (
        <Charts all={all} found={found} />
    );
}

function Charts({ all, found }: { all: SearchData[]; found: Comparison | null }) {
    const theme = useTheme();
    const objectives = all[0]!.objectives;
    const curves = useMemo(
        () =>
            found
                ? linesOption(
                      found.curves.map(({ name, points }) => ({ name, points, isStep: true })),
                      'completed evaluations',
                      'hypervolume',
                      theme,
                  )
                : null,
        [found, theme],
    );
    const attainment = useMemo(
        () =>
            found
                ? {
                      grid: { left: 66, right: 20, top: 40, bottom: 46 },
                      legend: { top: 0, textStyle: { color: theme.text }, inactiveColor: theme.muted },
                      xAxis: axis(theme, labelOf(objectives[1] ?? objectives[0]!) + direction(objectives[1] ?? objectives[0])),
                      yAxis: axis(theme, labelOf(objectives[0]!) + direction(objectives[0]), { nameGap: 48 }),
                      series: Array.from({ length: all.length }, (_, at) => ({
                          name: `attained by ${at + 1}`,
                          type: 'scatter',
                          symbol: symbols[at],
                          symbolSize: 9,
                          color: theme.series[at],
                          data: found.attainment.filter((one) => one.attainedBy === at + 1).map(({ point }) => [point[1] ?? point[0], point[0]]),
                      })),
                  }
                : null,
        [found, theme],
    );
    return (
        <>
            <Chart
                title="Hypervolume against a common reference point"
                option={curves}
                empty="None of them has a front yet."
                summary={
                    found
                        ? `Reference point: ${Object.entries(found.reference)
                              .map(([name, value]) => `${label(name, objectives)} ${number(value)}`)
                              .join(', ')}: the worst values of all fronts plus a tenth of the range.`
                        : undefined
                }
                table={() => ({
                    columns: ['Search', 'Evaluations', 'Hypervolume'],
                    rows: found!.curves.flatMap(({ name, points }) => points.map(([count, value]) => [name, count, value])),
                })}
            />
            <Chart
                title="Attainment"
                option={attainment}
                empty="None of them has a front yet."
                summary="Members of all fronts, by the number of searches that found a candidate at least as good in every objective."
                table={() => ({
                    columns: ['Attained by', ...objectives.map(labelOf)],
                    rows: found!.attainment.map(({ point, attainedBy }) => [attainedBy, ...point]),
                })}
            />
            {found && (
                <section class="card" aria-label="Summary">
                    <DataTable
                        caption="Summary"
                        columns={['Search', 'State', 'Algorithm', 'Seed', 'Evaluations', 'Front', 'Hypervolume']}
                        rows={found.curves.map((curve, at) => [
                            <a href={formatPlace(['searches', curve.id])}>{curve.name}</a>,
                            all[at]!.search.state,
                            all[at]!.request.algorithm.name,
                            Number((all[at]!.request as unknown as { seed?: number }).seed ?? 0),
                            curve.evaluations,
                            curve.members,
                            curve.hypervolume,
                        ])}
                    />
                </section>
            )}
        </>
    );
}
