import { useEffect } from 'preact/hooks';
import { embedded } from '../api/embedded';
import { usePlace } from '../routing';
import { SearchPage, type SearchTab } from '../views/SearchPage';
import { AboutTab } from './AboutTab';
import { EvaluationsTab } from './EvaluationsTab';

const first: Record<string, SearchTab> = { about: { title: 'About', Tab: AboutTab } };
const last: Record<string, SearchTab> = { evaluations: { title: 'Evaluations', Tab: EvaluationsTab } };

/** One search as the dashboard shows it, from what the page itself holds. */
export function ReportApp() {
    const { path, query } = usePlace();
    const { searchId } = embedded()!;
    useEffect(() => {
        document.getElementById('content')?.focus({ preventScroll: true });
    }, [path[2]]);
    return (
        <main id="content" tabIndex={-1}>
            <SearchPage id={searchId} tab={path[2] ?? 'about'} query={query} first={first} last={last} />
        </main>
    );
}
