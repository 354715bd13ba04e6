/** A number for people: four significant digits, thousands apart. */
export function number(value: number | null | undefined, digits = 4): string {
    if (value === null || value === undefined || Number.isNaN(value)) {
        return '–';
    }

    return Number.isInteger(value)
        ? value.toLocaleString('en')
        : Number(value.toPrecision(digits)).toLocaleString('en', { maximumFractionDigits: 10 });
}

/** Seconds for people: 1 h 02 min, 3 min 05 s, 4.2 s. */
export function duration(seconds: number | undefined): string {
    if (seconds === undefined || !Number.isFinite(seconds)) {
        return '–';
    }

    if (seconds < 60) {
        return `${number(seconds, 2)} s`;
    }

    const whole = Math.round(seconds);
    const pad = (value: number) => String(value).padStart(2, '0');
    return whole < 3600
        ? `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`
        : `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** A moment in the reader's own time zone. */
export const moment = (text: string | undefined): string =>
    text ? new Date(text).toLocaleString('en-GB', { dateStyle: 'short', timeStyle: 'medium' }) : '–';

/** How long ago, for people. */
export const ago = (at: number, now: number): string => `${duration(Math.max(0, Math.round((now - at) / 1000)))} ago`;
