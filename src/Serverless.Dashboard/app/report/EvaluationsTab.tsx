import { useMemo } from 'preact/hooks';
import { embedded, embeddedEvaluations } from '../api/embedded';
import { label, nameOf } from '../logic/objectives';
import { chooserText, outcomeText } from '../logic/outcomes';
import { DataTable } from '../parts/DataTable';
import { setQuery } from '../routing';
import type { TabProperties } from '../views/SearchPage';

/** Every evaluation of the search, in proposal order. */
export function EvaluationsTab({ data }: TabProperties) {
    const evaluations = useMemo(() => embeddedEvaluations(embedded()!), []);
    const isTrained = data.request.evaluator?.kind !== 'table';
    const isChosen = evaluations.some(({ predicted }) => predicted);
    const names = [...new Set([...data.objectives.map(nameOf), 'parameters'])];
    return (
        <section class="card" aria-label="Evaluations">
            <h2>All {evaluations.length} evaluations</h2>
            <DataTable
                caption="Evaluations"
                columns={[
                    'Generation',
                    'Outcome',
                    ...names.map((name) => label(name, data.objectives)),
                    ...(isChosen ? ['Chosen by'] : []),
                    'Training s',
                    'Architecture',
                    'Candidate',
                ]}
                rows={evaluations.map((evaluation) => [
                    evaluation.generation,
                    outcomeText(evaluation, isTrained, data.request.evaluator?.kind === 'external'),
                    ...names.map((name) => evaluation.metrics[name] ?? null),
                    ...(isChosen ? [chooserText(evaluation)] : []),
                    Number(evaluation.cost.trainingSeconds ?? 0) || null,
                    <code class="architecture">{evaluation.architecture}</code>,
                    <button type="button" class="quiet" onClick={() => setQuery({ candidate: evaluation.candidate })}>
                        {evaluation.candidate}
                    </button>,
                ])}
            />
        </section>
    );
}
