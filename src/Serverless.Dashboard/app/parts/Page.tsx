import type { ComponentChildren } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { ApiError } from '../api/client';
import { embedded } from '../api/embedded';
import type { Polled } from '../api/poll';
import { moment } from '../logic/numbers';
import { AccessContext } from './access';
import { Freshness } from './Freshness';
import { Problem } from './Problem';

/** A view of something that is looked at again and again: its heading, how fresh it is, and what went wrong. */
export function Page<T>({ title, polled, children }: { title: string; polled: Polled<T>; children: (value: T) => ComponentChildren }) {
    const { forget } = useContext(AccessContext);
    useEffect(() => {
        if (polled.error instanceof ApiError && polled.error.isKeyRefused) {
            forget();
        }
    }, [polled.error]);
    return (
        <>
            <div class="heading">
                <h1>{title}</h1>
                {embedded() ? <span class="freshness">as of {moment(embedded()!.madeAt)}</span> : <Freshness {...polled} />}
            </div>
            {polled.error && <Problem error={polled.error} isStale={polled.value !== undefined} />}
            {polled.value === undefined
                ? !polled.error && (
                      <p class="state" role="status">
                          Loading …
                      </p>
                  )
                : children(polled.value)}
        </>
    );
}
