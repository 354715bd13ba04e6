import { useContext, useRef, useState } from 'preact/hooks';
import { post } from '../api/client';
import type { Search } from '../api/contracts';
import { AccessContext } from './access';
import { Problem } from './Problem';

interface Action {
    word: 'cancel' | 'pause' | 'resume' | 'extend';
    consequence: string;
}

const actions: (Action & { isPossible: (search: Search) => boolean })[] = [
    {
        word: 'pause',
        consequence: 'Running jobs finish; no new ones start until the search is resumed.',
        isPossible: ({ state, pauseRequestedAt }) => state === 'Running' && !pauseRequestedAt,
    },
    {
        word: 'resume',
        consequence: 'The search continues where it was paused.',
        isPossible: ({ state, pauseRequestedAt }) => state === 'Paused' || pauseRequestedAt !== undefined,
    },
    {
        word: 'extend',
        consequence: 'The search gets more budget, and continues if it had used up its own.',
        isPossible: ({ state }) => ['Running', 'Paused', 'Completed'].includes(state),
    },
    {
        word: 'cancel',
        consequence: 'The search ends early; its results are kept. This cannot be undone.',
        isPossible: ({ state }) => ['Pending', 'Running', 'Paused'].includes(state),
    },
];

/** What a key that may write can do with a search; each asks first. A key that may only read has no buttons, nor has a report. */
export function Actions({ search, onDone }: { search: Search; onDone: () => void }) {
    const dialog = useRef<HTMLDialogElement>(null);
    const [asked, setAsked] = useState<Action>();
    const [amounts, setAmounts] = useState<Record<string, string>>({});
    const [error, setError] = useState<Error>();
    const { mayWrite } = useContext(AccessContext);
    const ask = (action: Action) => {
        setError(undefined);
        setAsked(action);
        dialog.current?.showModal();
    };
    const act = async (event: Event) => {
        event.preventDefault();
        try {
            const budgets = Object.fromEntries(
                Object.entries(amounts)
                    .filter(([, text]) => text !== '')
                    .map(([kind, text]) => [kind, Number(text)]),
            );
            await post(`searches/${encodeURIComponent(search.id)}:${asked!.word}`, asked!.word === 'extend' ? { budgets } : undefined);
            dialog.current?.close();
            onDone();
        } catch (fault) {
            setError(fault as Error);
        }
    };
    if (!mayWrite) {
        return null;
    }

    const limits = Object.keys(search.budget.limits).filter(
        (kind) => typeof search.budget.limits[kind] === 'number' && kind !== 'gpuSecondsPerEpoch',
    );
    return (
        <div class="actions">
            {actions
                .filter((action) => action.isPossible(search))
                .map((action) => (
                    <button type="button" key={action.word} onClick={() => ask(action)}>
                        {action.word}
                    </button>
                ))}
            <dialog ref={dialog} aria-labelledby="action-title">
                {asked && (
                    <form onSubmit={act}>
                        <h2 id="action-title">
                            {asked.word} {search.name ?? search.id}?
                        </h2>
                        <p>{asked.consequence}</p>
                        {asked.word === 'extend' &&
                            limits.map((kind) => (
                                <label key={kind}>
                                    more {kind}{' '}
                                    <input
                                        type="number"
                                        min="0"
                                        step="any"
                                        value={amounts[kind] ?? ''}
                                        onInput={(event) => setAmounts({ ...amounts, [kind]: event.currentTarget.value })}
                                    />
                                </label>
                            ))}
                        {error && <Problem error={error} />}
                        <div class="bar">
                            <button type="submit" class={asked.word === 'cancel' ? 'danger' : ''}>
                                {asked.word}
                            </button>
                            <button type="button" onClick={() => dialog.current?.close()}>
                                Close
                            </button>
                        </div>
                    </form>
                )}
            </dialog>
        </div>
    );
}
