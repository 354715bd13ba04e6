import { cellEdges, genesOf } from '../logic/genes';

const classOf: Record<string, string> = {
    none: 'none',
    skip_connect: 'skip',
    nor_conv_1x1: 'conv1',
    nor_conv_3x3: 'conv3',
    avg_pool_3x3: 'pool',
};

const shortNames: Record<string, string> = {
    none: 'none',
    skip_connect: 'skip',
    nor_conv_1x1: 'conv 1×1',
    nor_conv_3x3: 'conv 3×3',
    avg_pool_3x3: 'pool 3×3',
};

/** A cell as nodes and edges, or the decisions of other architectures one by one. */
export function ArchitecturePicture({ architecture }: { architecture: string }) {
    const edges = cellEdges(architecture);
    if (!edges) {
        const genes = genesOf(architecture);
        return genes.length === 0 ? (
            <code class="architecture">{architecture}</code>
        ) : (
            <ol class="genes" aria-label="Decisions of the architecture">
                {genes.map(({ name, value }) => (
                    <li key={name}>
                        <span class="muted">{name}</span> {value}
                    </li>
                ))}
            </ol>
        );
    }

    const nodes = Math.max(...edges.map((edge) => edge.target)) + 1;
    const x = (node: number) => 24 + (node * 272) / (nodes - 1);
    const baseline = 92;
    return (
        <svg class="cell" role="img" aria-label={`Cell ${architecture}`} viewBox="0 0 320 112">
            {edges.map(({ source, target, operation }) => {
                const span = target - source;
                const lift = span === 1 ? 0 : (span - 1) * 38 * ((source + target) % 2 === 0 ? -1 : 1) * (span === nodes - 1 ? -1 : 1);
                const middle = (x(source) + x(target)) / 2;
                const top = baseline + lift * 0.95;
                return (
                    <g key={`${source}-${target}`} class={`edge ${classOf[operation] ?? ''}`}>
                        <path d={`M${x(source)},${baseline} Q${middle},${baseline + 1.9 * lift} ${x(target)},${baseline}`} fill="none" />
                        <text x={middle} y={top - 5} text-anchor="middle">
                            {shortNames[operation] ?? operation}
                        </text>
                    </g>
                );
            })}
            {Array.from({ length: nodes }, (_, node) => (
                <g key={node} class="node">
                    <circle cx={x(node)} cy={baseline} r={11} />
                    <text x={x(node)} y={baseline + 4} text-anchor="middle">
                        {node === 0 ? 'in' : node === nodes - 1 ? 'out' : node}
                    </text>
                </g>
            ))}
        </svg>
    );
}
