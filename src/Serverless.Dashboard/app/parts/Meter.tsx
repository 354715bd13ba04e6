import { number } from '../logic/numbers';

/** How much of a limit is used. */
export function Meter({ name, used, limit, note }: { name: string; used: number; limit: number; note?: string }) {
    const share = limit > 0 ? Math.min(1, used / limit) : 0;
    return (
        <div class="budget">
            <span>{name}</span>
            <progress value={share} max={1} aria-label={`${name}: ${number(used)} of ${number(limit)}`} />
            <span class="number">
                {number(used)} / {number(limit)}
            </span>
            {note && <span class="muted">{note}</span>}
        </div>
    );
}
