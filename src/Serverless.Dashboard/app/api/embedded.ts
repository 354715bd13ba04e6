// What a report carries in itself in place of a platform: the API's own answers, and what the client says of them.
import type { Evaluation } from './contracts';

export interface Fact {
    name: string;
    value: string;
}

export interface Report {
    madeAt: string;
    searchId: string;
    lead: string;
    notices: string[];
    facts: Fact[];
    /** By the address that was asked: a route such as searches/s1, or a link of another answer. */
    answers: Record<string, unknown>;
}

interface ListPage {
    value: { generation: number }[];
    nextLink?: string;
}

let report: Report | undefined;

export const embed = (whole: Report): void => {
    report = whole;
};
export const embedded = (): Report | undefined => report;

/** Now; in a report the moment at which it was made. */
export const now = (): number => (report ? Date.parse(report.madeAt) : Date.now());

/** What the platform answered; of evaluations and of a journal also a part of it. */
export function embeddedAnswer<T>({ answers }: Report, address: string): T {
    if (address in answers) {
        return answers[address] as T;
    }

    const [route = '', query] = address.split('?');
    const [name, value] = (query ?? '').split('=');
    const from = Number(value);
    if (route in answers && (name === 'generation' || name === 'turn')) {
        const all = pagesOf(answers, route);
        return { value: all.filter(({ generation }) => (name === 'turn' ? generation >= from : generation === from)) } as T;
    }

    throw new Error(`This report does not contain ${address}.`);
}

/** All that a report's search evaluated, in proposal order. */
export const embeddedEvaluations = ({ answers, searchId }: Report): Evaluation[] =>
    pagesOf(answers, `searches/${encodeURIComponent(searchId)}/evaluations`) as unknown as Evaluation[];

function pagesOf(answers: Report['answers'], route: string): ListPage['value'] {
    const all: ListPage['value'] = [];
    for (let next: string | undefined = route; next;) {
        const page = answers[next] as ListPage | undefined;
        all.push(...(page?.value ?? []));
        next = page?.nextLink;
    }

    return all;
}
