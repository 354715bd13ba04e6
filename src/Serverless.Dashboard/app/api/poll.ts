import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { embedded } from './embedded';

export interface Polled<T> {
    value?: T;
    error?: Error;
    updatedAt?: number;
    refresh: () => void;
}

const hiddenFactor = 15;
const longestPause = 60_000;

/** How long to wait for the next look: longer while the page is hidden, and twice as long after each failure in a row. */
export function pauseOf(interval: number, isHidden: boolean, failures: number): number {
    return Math.min(Math.max(longestPause, interval), interval * (isHidden ? hiddenFactor : 1) * 2 ** Math.min(failures, 5));
}

/** Looks again and again, at what a report holds once; the value of an earlier look stays when a later one fails. A long look can publish what it has so far. */
export function usePolled<T>(
    look: (signal: AbortSignal, publish: (part: T) => void) => Promise<T>,
    intervalOf: (value?: T) => number,
    dependencies: unknown[],
): Polled<T> {
    const [state, setState] = useState<Omit<Polled<T>, 'refresh'>>({});
    const wake = useRef<() => void>(() => {});
    useEffect(() => {
        const stop = new AbortController();
        let timer = 0;
        let failures = 0;
        let isBusy = false;
        let isWanted = false;
        setState({});
        const publish = (value: T) => {
            if (!stop.signal.aborted) {
                setState({ value, updatedAt: Date.now() });
            }
        };
        const run = async () => {
            if (isBusy) {
                isWanted = true;
                return;
            }

            clearTimeout(timer);
            [isBusy, isWanted] = [true, false];
            let latest: T | undefined;
            try {
                latest = await look(stop.signal, publish);
                failures = 0;
                publish(latest);
            } catch (error) {
                failures++;
                if (!stop.signal.aborted) {
                    setState((before) => ({ ...before, error: error as Error }));
                }
            }

            isBusy = false;
            if (!stop.signal.aborted && !embedded()) {
                timer = window.setTimeout(run, isWanted ? 0 : pauseOf(intervalOf(latest), document.hidden, failures));
            }
        };
        wake.current = () => void run();
        const shown = () => {
            if (!document.hidden && !embedded()) {
                void run();
            }
        };
        document.addEventListener('visibilitychange', shown);
        void run();
        return () => {
            stop.abort();
            clearTimeout(timer);
            document.removeEventListener('visibilitychange', shown);
        };
    }, dependencies);
    return { ...state, refresh: useCallback(() => wake.current(), []) };
}
