import { useEffect, useRef, useState } from 'preact/hooks';
import { get } from '../../api/client';
import type { Evaluation, Objective, Page } from '../../api/contracts';
import type { SearchData } from '../../api/searchData';
import { findEvaluation } from '../../logic/finding';
import { duration } from '../../logic/numbers';
import { label } from '../../logic/objectives';
import { chooserText } from '../../logic/outcomes';
import { rungText } from '../../logic/rungs';
import { ArchitecturePicture } from '../../parts/ArchitecturePicture';
import { DataTable } from '../../parts/DataTable';
import { Problem } from '../../parts/Problem';
import { setQuery } from '../../routing';

/** Everything about one candidate. */
export function CandidatePanel({ data, candidate }: { data: SearchData; candidate: string }) {
    const [evaluation, setEvaluation] = useState<Evaluation | null>();
    const [error, setError] = useState<Error>();
    const heading = useRef<HTMLHeadingElement>(null);
    const row = data.table.rowOf(candidate);
    useEffect(() => {
        const stop = new AbortController();
        setEvaluation(undefined);
        setError(undefined);
        if (row >= 0) {
            find(data, row, candidate, stop.signal)
                .then((found) => setEvaluation(found ?? null))
                .catch((fault) => stop.signal.aborted || setError(fault));
        }

        heading.current?.focus();
        return () => stop.abort();
    }, [candidate, row]);
    return (
        <section class="card candidate" aria-label={`Candidate ${candidate}`}>
            <header>
                <h2 ref={heading} tabIndex={-1}>
                    Candidate {candidate}
                </h2>
                <button type="button" onClick={() => setQuery({ candidate: undefined })}>
                    Close
                </button>
            </header>
            {row < 0 && <p class="state">The search has not evaluated this candidate.</p>}
            {error && <Problem error={error} />}
            {row >= 0 && (
                <>
                    <ArchitecturePicture architecture={data.table.architecture[row]!} />
                    <code class="architecture">{data.table.architecture[row]}</code>
                </>
            )}
            {evaluation && <Facts evaluation={evaluation} objectives={data.objectives} />}
        </section>
    );
}

/** Asks for an evaluation. The generation that proposed it holds it, but in asynchronous searches, where it may end in any later turn. */
async function find(data: SearchData, row: number, candidate: string, signal: AbortSignal): Promise<Evaluation | undefined> {
    const evaluationsOf = async (generation: number): Promise<Evaluation[]> =>
        (await get<Page<Evaluation>>(`searches/${encodeURIComponent(data.search.id)}/evaluations?generation=${generation}`, signal)).value;
    const proposed = data.table.generation[row]!;
    const there = (await evaluationsOf(proposed)).find((other) => other.candidate === candidate);
    return there || data.request.mode !== 'asynchronous'
        ? there
        : findEvaluation(candidate, row, proposed + 1, data.table.nextGeneration, evaluationsOf, (other) => data.table.rowOf(other));
}

function Facts({ evaluation, objectives }: { evaluation: Evaluation; objectives: Objective[] }) {
    const names = [...new Set([...Object.keys(evaluation.metrics), ...Object.keys(evaluation.predicted?.values ?? {})])];
    const facts: [string, string][] = [
        ['Status', evaluation.status + (evaluation.cached ? ', from the cache' : '')],
        ...(evaluation.importedFrom ? ([['Imported from', evaluation.importedFrom]] as [string, string][]) : []),
        ['Fidelity', evaluation.fidelity],
        ['Generation', `${evaluation.generation}, place ${evaluation.index}`],
        ['Worker', evaluation.worker ?? '–'],
        ['Trained and measured', duration(Number(evaluation.cost.trainingSeconds ?? 0) + Number(evaluation.cost.measuringSeconds ?? 0))],
        ...(evaluation.predicted ? ([['Chosen by', chooserText(evaluation)]] as [string, string][]) : []),
        ['Attempt', String(evaluation.attempt)],
        ...(evaluation.error ? ([['Reason for not completing', evaluation.failure?.reason ?? evaluation.error]] as [string, string][]) : []),
    ];
    return (
        <>
            <DataTable
                caption="Metrics"
                columns={['Metric', 'Measured', 'Provenance', 'Predicted', 'Spread']}
                rows={names.map((name) => [
                    label(name, objectives),
                    evaluation.metrics[name] ?? null,
                    evaluation.provenance?.[name] ?? null,
                    evaluation.predicted?.values?.[name] ?? null,
                    evaluation.predicted?.spreads?.[name] ?? null,
                ])}
            />
            <dl>
                {facts.map(([name, value]) => (
                    <div key={name}>
                        <dt>{name}</dt>
                        <dd>{value}</dd>
                    </div>
                ))}
            </dl>
            {(evaluation.parents?.length ?? 0) > 0 && (
                <p>
                    Parents:{' '}
                    {evaluation.parents!.map((parent) => (
                        <button type="button" class="quiet" key={parent} onClick={() => setQuery({ candidate: parent })}>
                            {parent}
                        </button>
                    ))}
                </p>
            )}
            {evaluation.rungs && (
                <DataTable
                    caption="Rungs"
                    columns={['Rung', 'Epochs', 'Decision']}
                    rows={evaluation.rungs.map((rung) => [rung.rung, rung.epochs, rungText(rung)])}
                />
            )}
        </>
    );
}
