import type { Evaluation } from '../api/contracts';

/** What became of an evaluation, in words: stopped at rung 1, after 4 epochs. */
export function outcomeText(evaluation: Evaluation, isTrained: boolean, isExternal = false): string {
    const { status, cached, cost, rungs, error, importedFrom } = evaluation;
    const last = rungs?.at(-1);
    if (importedFrom) {
        return status === 'Infeasible' ? 'imported, infeasible' : 'imported';
    }

    switch (status) {
        case 'Completed':
            return !isTrained ? 'looked up' : cached ? 'from cache' : isExternal ? 'evaluated' : 'trained';
        case 'Infeasible':
            return !isTrained || isExternal ? 'infeasible' : cost.trainedOn || cached ? 'infeasible, known after its training' : 'infeasible, not trained';
        case 'EarlyStopped':
            return last?.epochs === 0
                ? 'stopped untrained, by zero-cost proxies'
                : last
                  ? `stopped at rung ${last.rung}, after ${last.epochs} ${last.epochs === 1 ? 'epoch' : 'epochs'}`
                  : 'stopped early';
        default:
            return error ? `given up: ${error}` : 'given up';
    }
}

/** Who chose a candidate to be evaluated. */
export const chooserText = ({ predicted }: Evaluation): string =>
    !predicted?.reason || predicted.reason === 'algorithm' ? 'algorithm' : `surrogate, for ${predicted.reason}`;
