// Addresses within the page: #/searches/ID/front?x=latencyMs. Every view is one, so that it can be sent to somebody.
import { useEffect, useState } from 'preact/hooks';

export interface Place {
    path: string[];
    query: Record<string, string>;
}

export function parsePlace(hash: string): Place {
    const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
    return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: Object.fromEntries(new URLSearchParams(query)) };
}

export function formatPlace(path: string[], query: Record<string, string | undefined> = {}): string {
    const known = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
    const text = new URLSearchParams(known).toString();
    return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

export function usePlace(): Place {
    const [place, setPlace] = useState(() => parsePlace(location.hash));
    useEffect(() => {
        const change = () => setPlace(parsePlace(location.hash));
        window.addEventListener('hashchange', change);
        return () => window.removeEventListener('hashchange', change);
    }, []);
    return place;
}

/** Changes the query of the place that is shown, without a new entry in the browser's history. */
export function setQuery(changes: Record<string, string | undefined>): void {
    const { path, query } = parsePlace(location.hash);
    history.replaceState(null, '', formatPlace(path, { ...query, ...changes }));
    window.dispatchEvent(new HashChangeEvent('hashchange'));
}
