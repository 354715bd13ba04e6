import { useMemo, useState } from 'preact/hooks';
import type { SearchData } from '../../api/searchData';
import { knee, spread, weighted } from '../../logic/choosing';
import type { Classified } from '../../logic/evaluationTable';
import { number } from '../../logic/numbers';
import { labelOf, minimised, nameOf } from '../../logic/objectives';
import { DataTable } from '../../parts/DataTable';
import { setQuery } from '../../routing';

type By = 'all' | 'knee' | 'spread' | 'weights';

const explanations: Record<By, string> = {
    all: 'All members within the limits.',
    knee: 'The member at the knee: the smallest sum of objectives, each scaled from 0 (best) to 1 (worst of the front within the limits).',
    spread: 'Members as far apart as possible, starting at the knee.',
    weights: 'The member whose largest weighted objective is smallest, each scaled from 0 (best) to 1 (worst).',
};

/** Helps to choose from the front: limits, then its knee, some that are far apart, or one by weights. */
export function ChoosePanel({ data, classified, query }: { data: SearchData; classified: Classified; query: Record<string, string> }) {
    const { table, objectives } = data;
    const names = objectives.map(nameOf);
    const [limits, setLimits] = useState<Record<string, string>>({});
    const [weights, setWeights] = useState<Record<string, string>>({});
    const [count, setCount] = useState('5');
    const by = (Object.keys(explanations).includes(query.by ?? '') ? query.by : 'all') as By;
    const within = useMemo(
        () =>
            classified.front.filter((row) =>
                objectives.every((objective) => {
                    const text = limits[nameOf(objective)];
                    return !text || minimised(objective, table.metrics[nameOf(objective)]![row]!) <= minimised(objective, Number(text));
                }),
            ),
        [classified, limits],
    );
    const chosen = useMemo(() => {
        const points = within.map((row) => objectives.map((objective) => minimised(objective, table.metrics[nameOf(objective)]![row]!)));
        const ids = within.map((row) => table.candidate[row]!);
        const each = names.map((name) => Number(weights[name] ?? 1));
        const places =
            by === 'knee'
                ? knee(points, ids, 1)
                : by === 'spread'
                  ? spread(points, ids, Number(count))
                  : by === 'weights'
                    ? weighted(points, ids, each, 1)
                    : points.map((_, place) => place);
        return places.map((place) => within[place]!);
    }, [within, by, count, weights]);
    const field = (name: string, values: Record<string, string>, set: (values: Record<string, string>) => void, title: string, otherwise = '') => (
        <label key={name}>
            {title}{' '}
            <input
                type="number"
                step="any"
                value={values[name] ?? otherwise}
                onInput={(event) => set({ ...values, [name]: event.currentTarget.value })}
            />
        </label>
    );
    return (
        <section class="card" aria-label="Choose from the front">
            <h2>Choose from the front</h2>
            <div class="bar">
                <label>
                    by{' '}
                    <select value={by} onChange={(event) => setQuery({ by: event.currentTarget.value })}>
                        <option value="all">limits alone</option>
                        <option value="knee">knee</option>
                        <option value="spread">spread</option>
                        <option value="weights">weights</option>
                    </select>
                </label>
                {objectives.map((objective) =>
                    field(
                        nameOf(objective),
                        limits,
                        setLimits,
                        `${labelOf(objective)} ${objective.goal === 'maximise' ? 'at least' : 'at most'}`,
                    ),
                )}
                {by === 'spread' && (
                    <label>
                        members <input type="number" min="1" value={count} onInput={(event) => setCount(event.currentTarget.value)} />
                    </label>
                )}
            </div>
            {by === 'weights' && (
                <div class="bar">
                    {objectives.map((objective) => field(nameOf(objective), weights, setWeights, `weight of ${labelOf(objective)}`, '1'))}
                </div>
            )}
            <p class="summary" role="status">
                {explanations[by]} {number(chosen.length)} of {number(classified.front.length)} members.
            </p>
            <DataTable
                caption="Chosen from the front"
                columns={['Candidate', ...objectives.map(labelOf), 'Architecture']}
                rows={chosen.map((row) => [
                    <button type="button" class="quiet" onClick={() => setQuery({ candidate: table.candidate[row] })}>
                        {table.candidate[row]}
                    </button>,
                    ...names.map((name) => table.metrics[name]![row]!),
                    table.architecture[row]!,
                ])}
            />
        </section>
    );
}
