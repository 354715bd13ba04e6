/** A decision of an architecture and what was decided. */
export interface Gene {
    name: string;
    value: string;
}

/** An edge of a cell: from node, to node, operation. */
export interface CellEdge {
    source: number;
    target: number;
    operation: string;
}

/** The edges of a cell written as in NAS-Bench-201, |op~0|+|op~0|op~1|+...; null when it is not written so. */
export function cellEdges(architecture: string): CellEdge[] | null {
    if (!/^\|[^+]*\|(\+\|[^+]*\|)*$/.test(architecture)) {
        return null;
    }

    const edges: CellEdge[] = [];
    for (const [at, group] of architecture.split('+').entries()) {
        for (const part of group.split('|').filter(Boolean)) {
            const [operation, source] = part.split('~');
            if (!operation || source === undefined || !/^\d+$/.test(source)) {
                return null;
            }

            edges.push({ source: Number(source), target: at + 1, operation });
        }
    }

    return edges;
}

/** The decisions of an architecture, read from its notation; empty when the notation tells none. */
export function genesOf(architecture: string): Gene[] {
    const edges = cellEdges(architecture);
    if (edges) {
        return edges.map(({ source, target, operation }) => ({ name: `edge ${source}→${target}`, value: operation }));
    }

    if (/^\d+$/.test(architecture)) {
        return [...architecture].map((digit, at) => ({ name: `layer ${at + 1}`, value: digit }));
    }

    if (/^k\d/.test(architecture)) {
        return architecture.split('/').flatMap((stage, at) => {
            const layers = stage.split(',');
            return [
                { name: `stage ${at + 1} depth`, value: String(layers.length) },
                ...layers.map((layer, place) => ({ name: `stage ${at + 1} layer ${place + 1}`, value: layer })),
            ];
        });
    }

    return [];
}
