import { useMemo, useState } from 'preact/hooks';
import { type ChartEvent, Chart } from '../../charts/Chart';
import { paretoOption } from '../../charts/pareto';
import { classNames, useTheme } from '../../charts/theme';
import type { Objective } from '../../api/contracts';
import type { SearchData } from '../../api/searchData';
import { type Classified, classify, pointClasses, valueOf } from '../../logic/evaluationTable';
import { number } from '../../logic/numbers';
import { label, nameOf } from '../../logic/objectives';
import { ArchitecturePicture } from '../../parts/ArchitecturePicture';
import { setQuery } from '../../routing';
import type { TabProperties } from '../SearchPage';
import { ChoosePanel } from './ChoosePanel';

interface Hovered {
    row: number;
    x: number;
    y: number;
}

/** The Pareto scatter of two chosen objectives. */
export function FrontTab({ data, classified: latest, query }: TabProperties) {
    const theme = useTheme();
    const newest = data.table.generation.at(-1) ?? 0;
    const upTo = query.upTo === undefined || data.request.mode === 'asynchronous' ? undefined : Math.min(Number(query.upTo) || 0, newest);
    const earlier = useMemo(
        () => (upTo === undefined ? undefined : classify(data.table, data.objectives, upTo)),
        [data.version, upTo],
    );
    const classified = earlier ?? latest;
    const [hovered, setHovered] = useState<Hovered | null>(null);
    const names = data.objectives.map(nameOf);
    const metrics = [...new Set([...names, ...Object.keys(data.table.metrics)])];
    const x = query.x && metrics.includes(query.x) ? query.x : (names[1] ?? names[0]!);
    const y = query.y && metrics.includes(query.y) ? query.y : names[0]!;
    const colour = query.colour && metrics.includes(query.colour) ? query.colour : undefined;
    const shown = [x, y, ...(colour ? [colour] : [])];
    const option = useMemo(
        () =>
            paretoOption({
                table: data.table,
                classified,
                objectives: data.objectives,
                referencePoint: data.search.referencePoint,
                x,
                y,
                colour,
                theme,
            }),
        [data.version, classified, x, y, colour, theme],
    );
    const rowOf = (event: ChartEvent) => (event.data as number[] | undefined)?.[3];
    return (
        <>
            <Chart
                title="Pareto front"
                summary={summarise(data, classified, upTo)}
                option={data.table.length === 0 ? null : option}
                empty="No candidate has been evaluated yet."
                height={440}
                controls={
                    <>
                        <Choices objectives={data.objectives} metrics={metrics} x={x} y={y} colour={colour} />
                        {newest > 0 && data.request.mode !== 'asynchronous' && <Generation upTo={upTo} newest={newest} />}
                    </>
                }
                onPoint={(event) => rowOf(event) !== undefined && setQuery({ candidate: data.table.candidate[rowOf(event)!] })}
                onHover={(event) =>
                    setHovered(event && rowOf(event) !== undefined ? { row: rowOf(event)!, x: event.event.offsetX, y: event.event.offsetY } : null)
                }
                table={() => ({
                    columns: ['Candidate', 'Class', ...shown.map((name) => label(name, data.objectives)), 'Generation'],
                    rows: [...pointClasses].reverse().flatMap((kind) =>
                        classified.classOf.flatMap((own, row) =>
                            own === kind
                                ? [
                                      [
                                          <button type="button" class="quiet" onClick={() => setQuery({ candidate: data.table.candidate[row] })}>
                                              {data.table.candidate[row]}
                                          </button>,
                                          classNames[kind],
                                          valueOf(data.table, x, row),
                                          valueOf(data.table, y, row),
                                          ...(colour ? [valueOf(data.table, colour, row)] : []),
                                          data.table.generation[row]!,
                                      ],
                                  ]
                                : [],
                        ),
                    ),
                })}
            >
                {hovered && (
                    <div
                        class="hover"
                        style={{ left: `${Math.max(8, Math.min(hovered.x + 16, window.innerWidth - 380))}px`, top: `${hovered.y + 56}px` }}
                    >
                        <b>{data.table.candidate[hovered.row]}</b> {classNames[classified.classOf[hovered.row]!]}
                        {shown.map((name) => (
                            <div key={name}>
                                {label(name, data.objectives)}: {number(valueOf(data.table, name, hovered.row))}
                            </div>
                        ))}
                        <ArchitecturePicture architecture={data.table.architecture[hovered.row]!} />
                    </div>
                )}
            </Chart>
            <ChoosePanel data={data} classified={classified} query={query} />
        </>
    );
}

function Choices({ objectives, metrics, x, y, colour }: { objectives: Objective[]; metrics: string[]; x: string; y: string; colour?: string }) {
    const choice = (name: string, value: string | undefined, none?: string) => (
        <label>
            {name}{' '}
            <select value={value ?? ''} onChange={(event) => setQuery({ [name]: event.currentTarget.value })}>
                {none && <option value="">{none}</option>}
                {metrics.map((metric) => (
                    <option key={metric} value={metric}>
                        {label(metric, objectives)}
                    </option>
                ))}
            </select>
        </label>
    );
    return (
        <>
            {choice('x', x)}
            {choice('y', y)}
            {choice('colour', colour, 'class')}
        </>
    );
}

/** Goes back to the front as it was after a generation; at the newest one it follows the search again. */
function Generation({ upTo, newest }: { upTo?: number; newest: number }) {
    const change = (value: number) => setQuery({ upTo: value >= newest ? undefined : String(value) });
    return (
        <label>
            up to generation {number(upTo ?? newest)} of 0 to {number(newest)}{' '}
            <input type="range" min={0} max={newest} value={upTo ?? newest} onInput={(event) => change(Number(event.currentTarget.value))} />
        </label>
    );
}

const summarise = ({ search, table, objectives }: SearchData, { front, classOf }: Classified, upTo?: number): string => {
    const generation = (at: number) => upTo === undefined || table.generation[at]! <= upTo;
    const evaluated = upTo === undefined ? table.length : classOf.filter((_, row) => generation(row)).length;
    const reference = Object.entries(search.referencePoint ?? {})
        .map(([name, value]) => `${label(name, objectives)} ${number(value)}`)
        .join(', ');
    return `${front.length} nondominated of ${evaluated} evaluated.${reference ? ` Reference point of the hypervolume: ${reference}.` : ''} Click a point to show its candidate.`;
};
