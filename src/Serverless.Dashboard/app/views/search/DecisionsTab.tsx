import { useMemo, useRef, useState } from 'preact/hooks';
import { Chart } from '../../charts/Chart';
import type { ChartOption, ECharts } from '../../charts/echarts';
import { largestLines, parallelOption, parallelRows } from '../../charts/parallel';
import { axis, useTheme } from '../../charts/theme';
import { valueOf } from '../../logic/evaluationTable';
import { genesOf } from '../../logic/genes';
import { goodShare, importance } from '../../logic/importance';
import { number } from '../../logic/numbers';
import { label, minimised, nameOf } from '../../logic/objectives';
import { DataTable } from '../../parts/DataTable';
import { setQuery } from '../../routing';
import type { TabProperties } from '../SearchPage';

const mostShown = 12;

/** Which decisions matter: parallel coordinates with brushing, and the importance of each decision for each objective. */
export function DecisionsTab({ data, classified, query }: TabProperties) {
    return (
        <>
            <Parallel data={data} classified={classified} query={query} />
            <div class="two">
                {data.objectives.map((objective) => (
                    <ImportanceChart key={nameOf(objective)} data={data} name={nameOf(objective)} />
                ))}
            </div>
        </>
    );
}

interface Drawn {
    rows: number[];
    series: number[][];
    option: ChartOption | null;
}

function Parallel({ data, classified }: TabProperties) {
    const theme = useTheme();
    const [brushed, setBrushed] = useState<number[] | null>(null);
    const names = data.objectives.map(nameOf);
    const latest = useMemo((): Drawn => {
        const rows = parallelRows(classified);
        const ofClass = (isFront: boolean) => rows.filter((row) => (classified.classOf[row] === 'nondominated') === isFront);
        return {
            rows,
            series: [ofClass(false), ofClass(true)],
            option: rows.length === 0 ? null : parallelOption({ table: data.table, classified, objectives: data.objectives, names, rows, theme }),
        };
    }, [classified, theme]);

    // What is chosen stays as it is until it is taken back, however the search goes on.
    const drawn = useRef(latest);
    drawn.current = brushed ? drawn.current : latest;
    const { rows, option } = drawn.current;
    const ready = (chart: ECharts) =>
        chart.on('axisareaselected', () => {
            const found = selectedIn(chart).flatMap((places, at) => places.map((place) => drawn.current.series[at]![place]!));
            setBrushed(found.length === drawn.current.rows.length ? null : found);
        });
    const shown = brushed ?? classified.front;
    const others = classified.classOf.filter((kind) => kind === 'dominated' || kind === 'earlyStopped').length;
    return (
        <>
            <Chart
                title="Parallel coordinates"
                option={option}
                height={360}
                onReady={ready}
                empty="No candidate has been evaluated yet."
                summary={`Drag along an axis to choose a range; click the axis to clear it.${others > largestLines ? ` The front and the latest ${number(largestLines)} others are drawn.` : ''}`}
                table={() => ({
                    columns: ['Candidate', ...names.map((name) => label(name, data.objectives)), 'Architecture'],
                    rows: rows.map((row) => [
                        data.table.candidate[row]!,
                        ...names.map((name) => valueOf(data.table, name, row)),
                        data.table.architecture[row]!,
                    ]),
                })}
            />
            <section class="card" aria-label="Chosen candidates">
                <h2>{brushed ? `${brushed.length} chosen` : 'The front'}</h2>
                <DataTable
                    caption="Chosen candidates"
                    columns={['Candidate', ...names.map((name) => label(name, data.objectives)), 'Architecture']}
                    rows={shown.map((row) => [
                        <button type="button" class="quiet" onClick={() => setQuery({ candidate: data.table.candidate[row] })}>
                            {data.table.candidate[row]}
                        </button>,
                        ...names.map((name) => valueOf(data.table, name, row)),
                        data.table.architecture[row]!,
                    ])}
                />
            </section>
        </>
    );
}

/** The places of the lines that are within all chosen ranges, for each series; ECharts tells them through its model alone. */
function selectedIn(chart: ECharts): number[][] {
    const model = (chart as unknown as { getModel(): { getSeries(): { getRawIndicesByActiveState(state: string): number[] }[] } }).getModel();
    return model.getSeries().map((series) => [...series.getRawIndicesByActiveState('active'), ...series.getRawIndicesByActiveState('normal')]);
}

function ImportanceChart({ data, name }: { data: TabProperties['data']; name: string }) {
    const theme = useTheme();
    const objective = data.objectives.find((other) => nameOf(other) === name)!;
    const found = useMemo(() => {
        const rows = data.table.candidate.flatMap((_, row) =>
            data.table.status[row] === 'Completed' && (data.table.metrics[name]?.[row] ?? null) !== null ? [row] : [],
        );
        return importance(
            rows.map((row) => genesOf(data.table.architecture[row]!)),
            rows.map((row) => minimised(objective, data.table.metrics[name]![row]!)),
        );
    }, [data.version, name]);
    const option = useMemo(() => {
        const shown = found.slice(0, mostShown).reverse();
        return shown.length === 0
            ? null
            : {
                  grid: { left: 120, right: 110, top: 8, bottom: 44 },
                  xAxis: axis(theme, 'importance %', { type: 'value', min: 0, scale: false }),
                  yAxis: {
                      type: 'category',
                      data: shown.map((one) => one.name),
                      axisLabel: { color: theme.text },
                      axisLine: { lineStyle: { color: theme.muted } },
                  },
                  series: [
                      {
                          type: 'bar',
                          color: theme.series[0],
                          data: shown.map((one) => 100 * one.share),
                          label: {
                              show: true,
                              position: 'right',
                              color: theme.muted,
                              formatter: ({ dataIndex }: { dataIndex: number }) => shown[dataIndex]!.best,
                          },
                      },
                  ],
              };
    }, [found, theme]);
    return (
        <Chart
            title={`Importance for ${label(name, [objective])}`}
            option={option}
            height={240}
            empty="Needs ten completed evaluations of a space whose notation shows the decisions."
            summary={`PED-ANOVA (Watanabe et al. 2023): how much a decision separates the best ${100 * goodShare} % from all; beside each bar is the most over-represented value.`}
            table={() => ({
                columns: ['Decision', 'Importance %', 'Over-represented among the good'],
                rows: found.map((one) => [one.name, 100 * one.share, one.best]),
            })}
        />
    );
}
