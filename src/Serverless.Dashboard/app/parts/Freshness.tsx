import { useEffect, useState } from 'preact/hooks';
import { ago } from '../logic/numbers';

/** When the page last heard from the platform. */
export function Freshness({ updatedAt, error, refresh }: { updatedAt?: number; error?: Error; refresh: () => void }) {
    const [now, setNow] = useState(Date.now());
    useEffect(() => {
        const timer = window.setInterval(() => setNow(Date.now()), 1_000);
        return () => clearInterval(timer);
    }, []);
    return (
        <span class={error ? 'freshness stale' : 'freshness'}>
            {updatedAt ? `updated ${ago(updatedAt, Math.max(now, updatedAt))}` : 'loading'}{' '}
            <button type="button" class="quiet" onClick={refresh}>
                Refresh
            </button>
        </span>
    );
}
