import { createContext } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError, get } from '../api/client';

export interface Access {
    /** Whether the key opens what changes something; without it there are no buttons. */
    mayWrite: boolean;
    /** What a view does when the platform refuses the key. */
    forget: () => void;
}

export const AccessContext = createContext<Access>({ mayWrite: false, forget: () => {} });

const pauseAfterFailure = 5_000;

/** Asks the one route that a read key does not open. */
export function useMayWrite(isKnown: boolean): boolean {
    const [mayWrite, setMayWrite] = useState(false);
    useEffect(() => {
        const stop = new AbortController();
        let timer = 0;
        const ask = () =>
            get<{ mayWrite: boolean }>('access', stop.signal).then(
                (access) => setMayWrite(access.mayWrite),
                (fault) => {
                    if (!stop.signal.aborted && !(fault instanceof ApiError && fault.isKeyRefused)) {
                        timer = window.setTimeout(ask, pauseAfterFailure);
                    }
                },
            );
        setMayWrite(false);
        if (isKnown) {
            void ask();
        }

        return () => {
            stop.abort();
            clearTimeout(timer);
        };
    }, [isKnown]);
    return mayWrite;
}
