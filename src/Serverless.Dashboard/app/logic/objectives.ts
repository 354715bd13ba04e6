import type { Objective } from '../api/contracts';

/** The key of an objective in maps of results. */
export const nameOf = (objective: { metric: string; device?: string }): string =>
    objective.device ? `${objective.metric}@${objective.device}` : objective.metric;

/** A value that is better when smaller; its own inverse. */
export const minimised = (objective: Objective, value: number): number => (objective.goal === 'maximise' ? -value : value);

const units: Record<string, string> = {
    accuracy: '%',
    testAccuracy: '%',
    latencyMs: 'ms',
    energyMj: 'mJ',
    gpuSeconds: 's',
    parameters: '',
    macs: '',
    bitOperations: '',
    peakMemoryBytes: 'bytes',
};

const words: Record<string, string> = {
    accuracy: 'accuracy',
    testAccuracy: 'test accuracy',
    latencyMs: 'latency',
    energyMj: 'energy',
    macs: 'MACs',
    bitOperations: 'bit operations',
    peakMemoryBytes: 'peak memory',
};

/** A metric's name for people, with its unit and device: latency ms (local-cpu). The units of the user's own metrics are told by objectives. */
export function label(name: string, objectives: readonly Objective[] = []): string {
    const [metric = name, device] = name.split('@');
    const unit = units[metric] ?? objectives.find((objective) => nameOf(objective) === name)?.unit;
    return `${words[metric] ?? metric}${unit ? ` ${unit}` : ''}${device ? ` (${device})` : ''}`;
}

/** An objective's name for people. */
export const labelOf = (objective: Objective): string => label(nameOf(objective), [objective]);

/** Which way an axis is better, for its title. */
export const direction = (objective?: Objective): string =>
    objective ? (objective.goal === 'maximise' ? ', higher is better' : ', lower is better') : '';
