import type { Numbers, Objective } from '../api/contracts';
import { type Classified, type EvaluationTable, type PointClass, pointClasses, valueOf } from '../logic/evaluationTable';
import { direction, label, nameOf } from '../logic/objectives';
import type { ChartOption } from './echarts';
import { axis, classNames, symbols, type Theme } from './theme';

interface Scatter {
    table: EvaluationTable;
    classified: Classified;
    objectives: Objective[];
    referencePoint?: Numbers;
    x: string;
    y: string;
    colour?: string;
    theme: Theme;
}

/** Above so many points of a class they are drawn in one go. */
const large = 2_000;

const sizes: Record<PointClass, number> = { nondominated: 12, dominated: 6, earlyStopped: 7, infeasible: 6, predicted: 5 };

/** The scatter of two metrics: a series for each class, with a shape and a colour of its own; or coloured by a third metric. */
export function paretoOption({ table, classified, objectives, referencePoint, x, y, colour, theme }: Scatter): ChartOption {
    const points = Object.fromEntries(pointClasses.map((kind) => [kind, [] as number[][]])) as Record<PointClass, number[][]>;
    let [least, most] = [Infinity, -Infinity];
    for (let row = 0; row < table.length; row++) {
        const kind = classified.classOf[row];
        const [across, up] = [valueOf(table, x, row), valueOf(table, y, row)];
        if (kind && across !== null && up !== null) {
            const third = colour ? valueOf(table, colour, row) : 0;
            points[kind].push([across, up, third ?? NaN, row]);
            if (third !== null) {
                [least, most] = [Math.min(least, third), Math.max(most, third)];
            }
        }
    }

    const objectiveOf = (name: string) => objectives.find((objective) => nameOf(objective) === name);
    const reference = [referencePoint?.[x], referencePoint?.[y]];
    const lines = [
        ...(reference[0] === undefined ? [] : [{ xAxis: reference[0] }]),
        ...(reference[1] === undefined ? [] : [{ yAxis: reference[1] }]),
    ];
    return {
        grid: { left: 64, right: colour ? 96 : 24, top: 40, bottom: 48 },
        legend: {
            top: 0,
            textStyle: { color: theme.text },
            inactiveColor: theme.muted,
            data: pointClasses
                .filter((kind) => points[kind].length > 0)
                .map((kind) => classNames[kind])
                .reverse(),
        },
        xAxis: axis(theme, label(x, objectives) + direction(objectiveOf(x))),
        yAxis: axis(theme, label(y, objectives) + direction(objectiveOf(y)), { nameGap: 46 }),
        dataZoom: [
            { type: 'inside', xAxisIndex: 0, filterMode: 'none' },
            { type: 'inside', yAxisIndex: 0, filterMode: 'none' },
        ],
        ...(colour && most > least
            ? {
                  visualMap: {
                      type: 'continuous',
                      min: least,
                      max: most,
                      dimension: 2,
                      right: 0,
                      top: 'middle',
                      text: [label(colour, objectives), ''],
                      textStyle: { color: theme.text },
                      inRange: { color: theme.isDark ? ['#30507a', '#56b4e9', '#f0e442'] : ['#440154', '#21918c', '#c8a200'] },
                      calculable: true,
                  },
              }
            : {}),
        series: pointClasses.map((kind, at) => ({
            name: classNames[kind],
            type: 'scatter',
            data: points[kind],
            symbol: symbols[kind],
            symbolSize: sizes[kind],
            z: 2 + at,
            large: !colour && points[kind].length > large,
            largeThreshold: large,
            itemStyle: { color: colour ? undefined : theme.classes[kind], opacity: kind === 'nondominated' ? 1 : 0.7 },
            emphasis: { scale: 1.4 },
            encode: { x: 0, y: 1 },
            ...(kind === 'nondominated' && lines.length > 0
                ? {
                      markLine: {
                          symbol: 'none',
                          silent: true,
                          data: lines,
                          lineStyle: { type: 'dashed', color: theme.muted },
                          label: { formatter: 'reference', color: theme.muted, position: 'insideEndTop' },
                      },
                  }
                : {}),
        })),
    };
}
