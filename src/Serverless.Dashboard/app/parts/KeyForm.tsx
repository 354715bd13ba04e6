import { useState } from 'preact/hooks';
import { ApiError, get, key } from '../api/client';
import { Problem } from './Problem';

/** Asks for a key, and tries it before anything is shown. */
export function KeyForm({ onKey }: { onKey: () => void }) {
    const [value, setValue] = useState('');
    const [error, setError] = useState<Error>();
    const enter = async (event: Event) => {
        event.preventDefault();
        key.set(value.trim());
        try {
            await get('searches?maxpagesize=1');
            onKey();
        } catch (fault) {
            key.forget();
            setError(fault instanceof ApiError && fault.isKeyRefused ? new Error('The platform does not accept this key.') : (fault as Error));
        }
    };
    return (
        <form class="card key" onSubmit={enter}>
            <h1>Dashboard</h1>
            <p>
                The page itself contains no data; it sends the key with each request. <code>./serverless up</code> shows which file contains it. It
                is kept until this tab is closed, and nowhere else.
            </p>
            <label for="key">Key</label>
            <input
                id="key"
                type="password"
                autocomplete="off"
                spellcheck={false}
                required
                value={value}
                onInput={(event) => setValue(event.currentTarget.value)}
            />
            <button type="submit">Open</button>
            {error && <Problem error={error} />}
        </form>
    );
}
