/** A curve without axes, as steps: hypervolume jumps when a candidate is found. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
    if (values.length === 0) {
        return <span class="muted">–</span>;
    }

    const [width, height] = [110, 26];
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const x = (at: number) => (values.length === 1 ? width : (at / (values.length - 1)) * width).toFixed(1);
    const y = (value: number) => (height - 2 - (most > least ? (value - least) / (most - least) : 0.5) * (height - 4)).toFixed(1);
    const path = values.map((value, at) => (at === 0 ? `M0,${y(value)}` : `H${x(at)}V${y(value)}`)).join('');
    return (
        <svg class="sparkline" role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
            <path d={path} fill="none" stroke="currentColor" stroke-width="1.5" />
        </svg>
    );
}

/** At most so many of the values, evenly apart, the last one included. */
export const thin = (values: number[], most = 60): number[] =>
    values.length <= most ? values : Array.from({ length: most }, (_, at) => values[Math.round((at * (values.length - 1)) / (most - 1))]!);
