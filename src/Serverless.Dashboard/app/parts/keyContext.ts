import { createContext } from 'preact';

/** What a view does when the platform refuses the key. */
export const KeyContext = createContext<{ forget: () => void }>({ forget: () => {} });
