import { ApiError } from '../api/client';

/** What went wrong and what to do; what was read before stays on the page. */
export function Problem({ error, isStale = false }: { error: Error; isStale?: boolean }) {
    return (
        <div class="problem" role="alert">
            <strong>{error.message}</strong> {error instanceof ApiError && error.detail} {isStale && 'The values shown are older.'}
        </div>
    );
}
