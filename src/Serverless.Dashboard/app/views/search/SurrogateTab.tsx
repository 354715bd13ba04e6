import { useMemo } from 'preact/hooks';
import { Chart } from '../../charts/Chart';
import { axis, useTheme } from '../../charts/theme';
import type { SearchData } from '../../api/searchData';
import { number } from '../../logic/numbers';
import { label, nameOf } from '../../logic/objectives';
import { kendallTauB, spearman } from '../../logic/ranks';
import { DataTable } from '../../parts/DataTable';
import { setQuery } from '../../routing';
import type { TabProperties } from '../SearchPage';

/** Pairs of more than this are thinned for Kendall's τ, which compares each with each. */
const mostPairs = 2_000;

/** What a surrogate predicted against what was measured afterwards, and what it decided. */
export function SurrogateTab({ data }: TabProperties) {
    return (
        <>
            <div class="two">
                {data.objectives.map((objective) => (
                    <Against key={nameOf(objective)} data={data} name={nameOf(objective)} />
                ))}
            </div>
            <section class="card" aria-label="Decisions of the surrogate">
                <h2>Decisions in each generation</h2>
                <DataTable
                    caption="Decisions of the surrogate"
                    columns={['Generation', 'Role', 'Fitted to', 'Held-out correlation', 'Fresh correlation', 'Why']}
                    rows={[...data.decisions]
                        .reverse()
                        .map((decision) => [
                            decision.generation,
                            decision.role,
                            decision.fittedTo ?? null,
                            decision.heldOutCorrelation ?? null,
                            decision.freshCorrelation ?? null,
                            decision.reason,
                        ])}
                />
            </section>
        </>
    );
}

function Against({ data, name }: { data: SearchData; name: string }) {
    const theme = useTheme();
    const pairs = useMemo(() => pairsOf(data, name), [data.version, name]);
    const correlations = useMemo(() => {
        const stride = Math.ceil(pairs.length / mostPairs);
        const some = pairs.filter((_, at) => at % stride === 0);
        const [measured, predicted] = [some.map(([x]) => x), some.map(([, y]) => y)];
        return { tau: kendallTauB(measured, predicted), rho: spearman(measured, predicted) };
    }, [pairs]);
    const option = useMemo(() => {
        if (pairs.length === 0) {
            return null;
        }

        const all = pairs.flatMap(([x, y]) => [x, y]);
        const ends = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
        return {
            grid: { left: 66, right: 20, top: 16, bottom: 46 },
            xAxis: axis(theme, `measured ${label(name, data.objectives)}`),
            yAxis: axis(theme, 'predicted', { nameGap: 48 }),
            series: [
                { type: 'scatter', data: pairs, symbolSize: 7, color: theme.series[0], large: pairs.length > 2_000 },
                {
                    type: 'line',
                    data: [
                        [ends[0], ends[0]],
                        [ends[1], ends[1]],
                    ],
                    showSymbol: false,
                    silent: true,
                    lineStyle: { type: 'dashed', color: theme.muted, width: 1 },
                },
            ],
        };
    }, [pairs, theme]);
    return (
        <Chart
            title={`Predicted against measured: ${label(name, data.objectives)}`}
            option={option}
            height={280}
            empty="No candidate was both predicted and measured."
            summary={`${pairs.length} candidates; Kendall's τ-b ${number(correlations.tau, 3)}, Spearman's ρ ${number(correlations.rho, 3)}. Dashed: exact predictions.`}
            onPoint={({ seriesIndex, data: pair }) => seriesIndex === 0 && setQuery({ candidate: data.table.candidate[(pair as number[])[2]!] })}
            table={() => ({ columns: ['Candidate', 'Measured', 'Predicted'], rows: pairs.map(([x, y, row]) => [data.table.candidate[row]!, x, y]) })}
        />
    );
}

function pairsOf({ table }: SearchData, name: string): [number, number, number][] {
    const [measured, predicted] = [table.metrics[name] ?? [], table.predicted[name] ?? []];
    return table.candidate.flatMap((_, row): [number, number, number][] => {
        const [x, y] = [measured[row] ?? null, predicted[row] ?? null];
        return table.status[row] === 'Completed' && x !== null && y !== null ? [[x, y, row]] : [];
    });
}
