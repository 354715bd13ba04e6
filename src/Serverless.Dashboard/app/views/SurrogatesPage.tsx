import { getAll } from '../api/client';
import type { Surrogate } from '../api/contracts';
import { usePolled } from '../api/poll';
import { moment, number } from '../logic/numbers';
import { label, nameOf } from '../logic/objectives';
import { DataTable } from '../parts/DataTable';
import { Page } from '../parts/Page';
import { formatPlace } from '../routing';

export function SurrogatesPage() {
    const polled = usePolled(
        (signal) => getAll<Surrogate>('surrogates?maxpagesize=200', 1_000, signal),
        () => 15_000,
        [],
    );
    return (
        <Page title="Surrogates" polled={polled}>
            {(surrogates) =>
                surrogates.length === 0 ? (
                    <p class="state">
                        No surrogates. Fit one: <code>./serverless surrogate fit FILE</code>
                    </p>
                ) : (
                    <section class="card">
                        <p class="summary">
                            Held out: ranking accuracy on examples that were not used in the fit; Kendall's τ-b of the dominance order and Spearman's ρ of
                            each target.
                        </p>
                        <DataTable
                            caption="Surrogates"
                            columns={[
                                'Surrogate',
                                'Kind',
                                'Status',
                                'Created',
                                'Search',
                                'Space',
                                'Targets',
                                'Examples',
                                'Held-out τ-b',
                                'Held-out ρ',
                                'Fit s',
                                'Error',
                            ]}
                            rows={surrogates.map((surrogate) => [
                                surrogate.id,
                                surrogate.kind,
                                surrogate.status,
                                moment(surrogate.createdAt),
                                surrogate.searchId ? <a href={formatPlace(['searches', surrogate.searchId])}>{surrogate.searchId}</a> : null,
                                surrogate.space?.name ?? null,
                                surrogate.targets?.map((target) => label(nameOf(target))).join(', ') ?? null,
                                surrogate.examples ?? null,
                                surrogate.metadata?.heldOut?.kendallTauB ?? null,
                                surrogate.metadata?.heldOut?.spearman?.map((value) => number(value, 3)).join(', ') ?? null,
                                surrogate.fitSeconds ?? null,
                                surrogate.error ?? null,
                            ])}
                        />
                    </section>
                )
            }
        </Page>
    );
}
