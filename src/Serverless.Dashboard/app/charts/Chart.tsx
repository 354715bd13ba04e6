import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../parts/Problem';
import { DataTable, type TableData } from '../parts/DataTable';
import { type ChartOption, type ECharts, init } from './echarts';

interface Properties {
    title: string;
    /** What the chart shows, in words. */
    summary?: string;
    /** Undefined while it is loaded, null when there is nothing to draw. */
    option: ChartOption | null | undefined;
    empty?: string;
    error?: Error;
    /** The same as a table, for those who do not see or point. */
    table?: () => TableData;
    controls?: ComponentChildren;
    height?: number;
    onPoint?: (event: ChartEvent) => void;
    onHover?: (event: ChartEvent | null) => void;
    onReady?: (chart: ECharts) => void;
    children?: ComponentChildren;
}

export interface ChartEvent {
    seriesName?: string;
    seriesIndex: number;
    dataIndex: number;
    data: unknown;
    event: { offsetX: number; offsetY: number };
}

/** A chart with its states: loading, empty, failed; and a table in its place where one is wanted. */
export function Chart(properties: Properties) {
    const { title, summary, option, error, table, controls, height = 320, children } = properties;
    const [isTable, setIsTable] = useState(false);
    const state = option ? 'drawn' : error ? 'failed' : option === null ? 'empty' : 'loading';
    return (
        <section class="card chart" aria-label={title} data-state={state}>
            <header>
                <h2>{title}</h2>
                <div class="controls">
                    {controls}
                    {table && option && (
                        <button type="button" class="quiet" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
                            {isTable ? 'Chart' : 'Table'}
                        </button>
                    )}
                </div>
            </header>
            {error && <Problem error={error} isStale={option !== undefined} />}
            {option === undefined && !error && (
                <p class="state" role="status">
                    Loading …
                </p>
            )}
            {option === null && <p class="state">{properties.empty ?? 'Nothing to show yet.'}</p>}
            {option && (isTable && table ? <DataTable {...table()} caption={title} /> : <Canvas {...properties} option={option} height={height} />)}
            {children}
            {summary && option && <p class="summary">{summary}</p>}
        </section>
    );
}

function Canvas({ title, summary, option, height, onPoint, onHover, onReady }: Properties & { option: ChartOption }) {
    const place = useRef<HTMLDivElement>(null);
    const chart = useRef<ECharts | undefined>(undefined);
    const handlers = useRef({ onPoint, onHover });
    handlers.current = { onPoint, onHover };
    useEffect(() => {
        const made = init(place.current!, undefined, { renderer: 'canvas' });
        chart.current = made;
        made.on('click', (event: unknown) => handlers.current.onPoint?.(event as ChartEvent));
        made.on('mouseover', (event: unknown) => handlers.current.onHover?.(event as ChartEvent));
        made.on('mouseout', () => handlers.current.onHover?.(null));
        const resized = new ResizeObserver(() => made.resize());
        resized.observe(place.current!);
        onReady?.(made);
        return () => {
            resized.disconnect();
            made.dispose();
        };
    }, []);
    useEffect(() => {
        if (chart.current) {
            chart.current.setOption({ animation: false, ...withViewOf(chart.current, option) }, { notMerge: true });
        }

        place.current?.setAttribute('data-drawn', '');
    }, [option]);
    return <div class="canvas" role="img" aria-label={summary ? `${title}. ${summary}` : title} ref={place} style={{ height: `${height}px` }} />;
}

/** The option with what the reader has set in the chart before: zoom, and series that were switched off. */
function withViewOf(chart: ECharts, option: ChartOption): ChartOption {
    const before = chart.getOption() as
        { dataZoom?: { start: number; end: number }[]; legend?: { selected?: Record<string, boolean> }[] } | undefined;
    const zooms = option.dataZoom as object[] | undefined;
    return {
        ...option,
        ...(zooms && before?.dataZoom?.length === zooms.length
            ? { dataZoom: zooms.map((zoom, at) => ({ ...zoom, start: before.dataZoom![at]!.start, end: before.dataZoom![at]!.end })) }
            : {}),
        ...(option.legend && before?.legend?.[0]?.selected ? { legend: { ...(option.legend as object), selected: before.legend[0].selected } } : {}),
    };
}
