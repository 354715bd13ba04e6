import { useEffect, useState } from 'preact/hooks';
import { get } from '../api/client';
import { embedded } from '../api/embedded';
import type { Front } from '../api/contracts';
import { label, nameOf } from '../logic/objectives';
import { DataTable } from '../parts/DataTable';
import { setQuery } from '../routing';
import type { TabProperties } from '../views/SearchPage';

/** What a reader has to know to judge the figures, and the front with all that is known of its members. */
export function AboutTab({ data }: TabProperties) {
    const report = embedded()!;
    const [front, setFront] = useState<Front>();
    useEffect(() => {
        void get<Front>(`searches/${encodeURIComponent(data.search.id)}/front`).then(setFront);
    }, []);
    const names = data.objectives.map(nameOf);
    const others = [...new Set(front?.members.flatMap((member) => Object.keys(member.metrics)))].filter((name) => !names.includes(name));
    return (
        <>
            <section class="card" aria-label="About the search">
                <h2>About the search</h2>
                <p class="summary">{report.lead}</p>
                {report.notices.map((notice) => (
                    <p class="warning" key={notice}>
                        {notice}
                    </p>
                ))}
                <dl class="facts-list">
                    {report.facts.map(({ name, value }) => (
                        <div key={name}>
                            <dt>{name}</dt>
                            <dd>{value}</dd>
                        </div>
                    ))}
                </dl>
            </section>
            <section class="card" aria-label="The front">
                <h2>The front</h2>
                <DataTable
                    caption="The front"
                    columns={[...[...names, ...others].map((name) => label(name, data.objectives)), 'Architecture', 'Candidate']}
                    rows={(front?.members ?? []).map((member) => [
                        ...names.map((name) => member.objectives[name] ?? null),
                        ...others.map((name) => member.metrics[name] ?? null),
                        <code class="architecture">{member.architecture}</code>,
                        <button type="button" class="quiet" onClick={() => setQuery({ candidate: member.candidate })}>
                            {member.candidate}
                        </button>,
                    ])}
                />
            </section>
        </>
    );
}
