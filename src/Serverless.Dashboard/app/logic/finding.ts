/** What an evaluation is found by. */
interface Found {
    candidate: string;
}

/**
 * The evaluation of a candidate that ended in one of many turns, by halving: the rows of a table are in the order in which evaluations ended, so that any
 * evaluation of a turn tells on which side of it the row is. Turns in which nothing ended are passed over.
 * @param row The candidate's row.
 * @param first The first turn that it can have ended in.
 * @param end The turn behind the last.
 * @param evaluationsOf Asks for what ended in a turn.
 * @param rowOf Tells a candidate's row.
 */
export async function findEvaluation<T extends Found>(
    candidate: string,
    row: number,
    first: number,
    end: number,
    evaluationsOf: (turn: number) => Promise<readonly T[]>,
    rowOf: (candidate: string) => number,
): Promise<T | undefined> {
    while (first < end) {
        const middle = Math.floor((first + end) / 2);
        let turn = middle;
        let ended = await evaluationsOf(turn);
        while (ended.length === 0 && turn + 1 < end) {
            ended = await evaluationsOf(++turn);
        }

        const found = ended.find((other) => other.candidate === candidate);
        if (found) {
            return found;
        }

        if (ended.length > 0 && rowOf(ended[0]!.candidate) < row) {
            first = turn + 1;
        } else {
            end = middle;
        }
    }

    return undefined;
}
