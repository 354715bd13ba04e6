import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { number } from '../logic/numbers';

export interface TableData {
    columns: string[];
    rows: (number | string | null | ComponentChild)[][];
    caption?: string;
}

const step = 100;

/** A table that shows a hundred rows at first. */
export function DataTable({ columns, rows, caption }: TableData) {
    const [shown, setShown] = useState(step);
    const isNumeric = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
    return (
        <div class="table" role="group" aria-label={caption ?? 'Table'} tabIndex={0}>
            <table>
                {caption && <caption class="hidden">{caption}</caption>}
                <thead>
                    <tr>
                        {columns.map((column, at) => (
                            <th scope="col" class={isNumeric[at] ? 'number' : ''} key={column}>
                                {column}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.slice(0, shown).map((row, place) => (
                        <tr key={place}>
                            {row.map((cell, at) => (
                                <td key={at} class={isNumeric[at] ? 'number' : ''}>
                                    {typeof cell === 'number' ? number(cell) : (cell ?? '–')}
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
            {rows.length > shown && (
                <p>
                    {shown} of {rows.length}.{' '}
                    <button type="button" onClick={() => setShown(shown + 10 * step)}>
                        More
                    </button>
                </p>
            )}
            {rows.length === 0 && <p class="state">None.</p>}
        </div>
    );
}
