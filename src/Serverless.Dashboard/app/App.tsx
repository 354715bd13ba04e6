import { useEffect, useState } from 'preact/hooks';
import { key } from './api/client';
import { AccessContext, useMayWrite } from './parts/access';
import { KeyForm } from './parts/KeyForm';
import { formatPlace, usePlace } from './routing';
import { ComparePage } from './views/ComparePage';
import { DevicesPage } from './views/DevicesPage';
import { SchedulesPage } from './views/SchedulesPage';
import { SearchList } from './views/SearchList';
import { SearchPage } from './views/SearchPage';
import { SurrogatesPage } from './views/SurrogatesPage';
import { WorkersPage } from './views/WorkersPage';

const pages = ['searches', 'compare', 'schedules', 'surrogates', 'devices', 'workers'];

export function App() {
    const place = usePlace();
    const [isKnown, setIsKnown] = useState(key.get() !== null);
    const mayWrite = useMayWrite(isKnown);
    const [page = 'searches', id, tab] = place.path;
    useEffect(() => {
        document.title = `${id ?? page} · Serverless`;
    }, [page, id]);
    const forget = () => {
        key.forget();
        setIsKnown(false);
    };
    return (
        <AccessContext.Provider value={{ mayWrite, forget }}>
            <a
                class="skip"
                href="#content"
                onClick={(event) => {
                    event.preventDefault();
                    document.getElementById('content')?.focus();
                }}
            >
                Skip to content
            </a>
            <header class="top">
                <strong>Serverless</strong>
                <nav aria-label="Views">
                    {pages.map((name) => (
                        <a key={name} href={formatPlace([name])} aria-current={name === page ? 'page' : undefined}>
                            {name}
                        </a>
                    ))}
                </nav>
                {isKnown && (
                    <button type="button" class="quiet" onClick={forget}>
                        Forget key
                    </button>
                )}
            </header>
            <main id="content" tabIndex={-1}>
                {!isKnown ? (
                    <KeyForm onKey={() => setIsKnown(true)} />
                ) : page === 'searches' && id ? (
                    <SearchPage key={id} id={id} tab={tab ?? 'front'} query={place.query} />
                ) : page === 'searches' ? (
                    <SearchList query={place.query} />
                ) : page === 'compare' ? (
                    <ComparePage query={place.query} />
                ) : page === 'schedules' ? (
                    <SchedulesPage />
                ) : page === 'surrogates' ? (
                    <SurrogatesPage />
                ) : page === 'devices' ? (
                    <DevicesPage />
                ) : page === 'workers' ? (
                    <WorkersPage />
                ) : (
                    <p>
                        This view does not exist. <a href="#/searches">Searches</a>
                    </p>
                )}
            </main>
        </AccessContext.Provider>
    );
}
