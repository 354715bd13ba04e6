import { useEffect, useState } from 'preact/hooks';
import type { PointClass } from '../logic/evaluationTable';

export interface Theme {
    isDark: boolean;
    text: string;
    muted: string;
    line: string;
    surface: string;
    series: string[];
    classes: Record<PointClass, string>;
}

// Okabe and Ito's colours, told apart by people who see colours differently; lighter ones on dark ground.
const light: Theme = {
    isDark: false,
    text: '#1d2430',
    muted: '#5a6474',
    line: '#d5dae2',
    surface: '#ffffff',
    series: ['#0072b2', '#d55e00', '#009e73', '#a14c86', '#7a5c00', '#3b6fb5', '#8c2d04', '#4d4d4d'],
    classes: { nondominated: '#d55e00', dominated: '#0072b2', earlyStopped: '#8a6d00', infeasible: '#7d8590', predicted: '#a14c86' },
};

const dark: Theme = {
    isDark: true,
    text: '#e6e9ee',
    muted: '#a3adba',
    line: '#39424f',
    surface: '#171c24',
    series: ['#56b4e9', '#ff9d4d', '#3ddc97', '#e69fd0', '#f0e442', '#9ec5ff', '#ffb38a', '#c9c9c9'],
    classes: { nondominated: '#ff9d4d', dominated: '#56b4e9', earlyStopped: '#e6c229', infeasible: '#8d96a3', predicted: '#e69fd0' },
};

/** A shape for each class beside its colour. */
export const symbols: Record<PointClass, string> = {
    nondominated: 'diamond',
    dominated: 'circle',
    earlyStopped: 'triangle',
    infeasible: 'emptyCircle',
    predicted: 'rect',
};

export const classNames: Record<PointClass, string> = {
    nondominated: 'Nondominated',
    dominated: 'Dominated',
    earlyStopped: 'Stopped early',
    infeasible: 'Infeasible',
    predicted: 'Predicted only',
};

/** The colours of the reader's colour scheme. */
export function useTheme(): Theme {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const [isDark, setIsDark] = useState(query.matches);
    useEffect(() => {
        const change = () => setIsDark(query.matches);
        query.addEventListener('change', change);
        return () => query.removeEventListener('change', change);
    }, []);
    return isDark ? dark : light;
}

/** What all axes look like. */
export const axis = (theme: Theme, name: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
    name,
    nameLocation: 'middle',
    nameGap: 28,
    scale: true,
    nameTextStyle: { color: theme.text },
    axisLabel: { color: theme.muted, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.muted } },
    splitLine: { lineStyle: { color: theme.line } },
    ...more,
});
