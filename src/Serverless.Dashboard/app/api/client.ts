// Requests to the API beside which this page lies. The key is in session storage only: it ends with the tab, and is in no address.

import { embedded, embeddedAnswer } from './embedded';

const keyName = 'serverless.key';

/** The address of the API's routes: this page is at .../api/dashboard. */
export const root = new URL('.', document.baseURI);

export class ApiError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        title: string,
        readonly detail: string,
    ) {
        super(title);
    }

    get isKeyRefused(): boolean {
        return this.status === 401;
    }
}

export const key = {
    get: (): string | null => sessionStorage.getItem(keyName),
    set: (value: string): void => sessionStorage.setItem(keyName, value),
    forget: (): void => sessionStorage.removeItem(keyName),
};

interface Kept {
    tag: string;
    value: unknown;
}

// The latest answer of each address that has an entity tag: an unchanged one is not sent again.
const kept = new Map<string, Kept>();
const mostKept = 200;

/** An address of the API: one of its own links, or a route such as searches/s1. */
export const addressOf = (route: string): URL => (route.startsWith('/') ? new URL(route, root.origin) : new URL(route, root));

export async function get<T>(route: string, signal?: AbortSignal): Promise<T> {
    const report = embedded();
    if (report) {
        return embeddedAnswer<T>(report, route);
    }

    const address = addressOf(route).href;
    const known = kept.get(address);
    const answer = await send(address, { headers: known ? { 'If-None-Match': known.tag } : {}, signal });
    if (answer.status === 304 && known) {
        return known.value as T;
    }

    const value = (await answer.json()) as T;
    const tag = answer.headers.get('ETag');
    if (tag) {
        kept.delete(address);
        kept.set(address, { tag, value });
        if (kept.size > mostKept) {
            kept.delete(kept.keys().next().value as string);
        }
    }

    return value;
}

/** All pages of a list, at most so many items. */
export async function getAll<T>(route: string, most = 1_000, signal?: AbortSignal): Promise<T[]> {
    const all: T[] = [];
    for (let next: string | undefined = route; next && all.length < most;) {
        const page: { value: T[]; nextLink?: string } = await get(next, signal);
        all.push(...page.value);
        next = page.nextLink;
    }

    return all;
}

export async function post(route: string, body?: unknown): Promise<void> {
    await send(addressOf(route).href, {
        method: 'POST',
        headers: { 'Idempotency-Key': crypto.randomUUID(), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
}

async function send(address: string, request: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    let answer: Response;
    try {
        answer = await fetch(address, { ...request, cache: 'no-store', headers: { ...request.headers, 'x-functions-key': key.get() ?? '' } });
    } catch (fault) {
        if (fault instanceof DOMException && fault.name === 'AbortError') {
            throw fault;
        }

        throw new ApiError(0, 'noAnswer', 'The platform does not respond.', 'Check whether it runs: ./serverless doctor');
    }

    if (answer.ok || answer.status === 304) {
        return answer;
    }

    const problem = await answer.json().catch(() => ({}));
    throw new ApiError(answer.status, problem.code ?? 'unknown', problem.title ?? `The platform answers ${answer.status}.`, problem.detail ?? '');
}
