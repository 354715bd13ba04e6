import type { Objective } from '../api/contracts';
import { type Classified, type EvaluationTable, valueOf } from '../logic/evaluationTable';
import { label } from '../logic/objectives';
import type { ChartOption } from './echarts';
import type { Theme } from './theme';

/** More lines than this are no picture any more: the front and the latest others are drawn. */
export const largestLines = 2_000;

const mostMetrics = 8;

/** The rows that are drawn, in order. */
export function parallelRows({ classOf, front }: Classified): number[] {
    const others = classOf.flatMap((kind, row) => (kind === 'dominated' || kind === 'earlyStopped' ? [row] : [])).slice(-largestLines);
    return [...front, ...others].sort((a, b) => a - b);
}

interface Parallel {
    table: EvaluationTable;
    classified: Classified;
    objectives: Objective[];
    names: string[];
    rows: number[];
    theme: Theme;
}

/** An axis for each objective and for other metrics that most have; two series: the others, and the front above them. */
export function parallelOption({ table, classified, objectives, names, rows, theme }: Parallel): ChartOption {
    // What tells how well an objective was measured, such as latencyRepeats beside latencyMs, needs no axis.
    const isDetail = (name: string) => names.some((objective) => name.startsWith(objective.split('@')[0]!.replace(/(Ms|Mj)$/, '')));
    const others = Object.keys(table.metrics).filter(
        (name) => !names.includes(name) && !isDetail(name) && rows.every((row) => (table.metrics[name]![row] ?? null) !== null),
    );
    const shown = [...names, ...others].slice(0, mostMetrics);
    const series = (name: string, isFront: boolean, colour: string, style: Record<string, unknown>) => ({
        name,
        type: 'parallel',
        progressive: 500,
        color: colour,
        lineStyle: { color: colour, ...style },
        inactiveOpacity: 0.03,
        activeOpacity: isFront ? 1 : 0.6,
        data: rows
            .filter((row) => (classified.classOf[row] === 'nondominated') === isFront)
            .map((row) => shown.map((metric) => valueOf(table, metric, row) ?? '-')),
    });
    return {
        legend: { top: 0, textStyle: { color: theme.text }, inactiveColor: theme.muted },
        parallel: {
            left: 50,
            right: 70,
            top: 70,
            bottom: 24,
            parallelAxisDefault: {
                type: 'value',
                scale: true,
                nameTextStyle: { color: theme.text },
                axisLabel: { color: theme.muted },
                axisLine: { lineStyle: { color: theme.muted } },
                areaSelectStyle: { color: theme.series[0], opacity: 0.3 },
            },
        },
        parallelAxis: shown.map((name, dim) => ({ dim, name: label(name, objectives) })),
        series: [
            series('Others', false, theme.classes.dominated, { width: 1, opacity: rows.length > 300 ? 0.15 : 0.35 }),
            series('Nondominated', true, theme.classes.nondominated, { width: 2, opacity: 0.9 }),
        ],
    };
}
