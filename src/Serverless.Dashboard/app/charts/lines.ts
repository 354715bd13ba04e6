import type { ChartOption } from './echarts';
import { axis, type Theme } from './theme';

export interface LineSeries {
    name: string;
    points: [number, number][];
    isDashed?: boolean;
    isStep?: boolean;
}
export interface Mark {
    at: number;
    label: string;
}

/** Curves over a common axis: a colour and a dash of its own for each. */
export function linesOption(
    series: LineSeries[],
    xName: string,
    yName: string,
    theme: Theme,
    marks: Mark[] = [],
    more: { yMin?: number; yMax?: number } = {},
): ChartOption {
    return {
        grid: { left: 66, right: 20, top: series.length > 1 ? 40 : 16, bottom: 46 },
        ...(series.length > 1 ? { legend: { top: 0, type: 'plain', textStyle: { color: theme.text }, inactiveColor: theme.muted } } : {}),
        xAxis: axis(theme, xName, { type: 'value' }),
        yAxis: axis(theme, yName, { type: 'value', nameGap: 48, min: more.yMin, max: more.yMax }),
        dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'none' }],
        series: series.map(({ name, points, isDashed, isStep }, at) => ({
            name,
            type: 'line',
            data: points,
            step: isStep ? 'end' : undefined,
            showSymbol: points.length < 2,
            sampling: isStep ? undefined : 'lttb',
            symbol: 'circle',
            lineStyle: { width: 2, type: isDashed ? 'dashed' : (['solid', 'dashed', 'dotted'] as const)[Math.floor(at / theme.series.length) % 3] },
            color: theme.series[at % theme.series.length],
            ...(at === 0 && marks.length > 0
                ? {
                      markLine: {
                          symbol: 'none',
                          silent: true,
                          lineStyle: { type: 'dotted', color: theme.muted },
                          data: marks.map((mark) => ({ xAxis: mark.at, label: { formatter: mark.label, color: theme.muted } })),
                      },
                  }
                : {}),
        })),
    };
}

/** At most so many points of a curve: its first and last ones, and those where it steps. */
export function thinSteps(points: [number, number][], most = 4_000): [number, number][] {
    if (points.length <= most) {
        return points;
    }

    const stride = Math.ceil(points.length / most);
    return points.filter(([, y], at) => at === 0 || at === points.length - 1 || y !== points[at - 1]![1] || at % stride === 0);
}
