// What the API answers, as far as the dashboard reads it; docs/http-api.md has the routes.

export type Numbers = Record<string, number>;
export type SearchStatus = 'Pending' | 'Running' | 'Paused' | 'Completed' | 'Failed' | 'Cancelled';
export type EvaluationStatus = 'Queued' | 'Running' | 'Completed' | 'Failed' | 'Preempted' | 'Infeasible' | 'Abandoned' | 'EarlyStopped';

export interface Objective {
    metric: string;
    goal: 'minimise' | 'maximise';
    device?: string;
    threshold?: number;
    unit?: string;
}
export interface Constraint {
    metric: string;
    device?: string;
    atMost?: number;
    atLeast?: number;
}
export interface Failure {
    reason: string;
    count: number;
}

export interface Outcomes {
    completed: number;
    earlyStopped: number;
    infeasible: number;
    failed: number;
    abandoned: number;
    cached: number;
    failures?: Failure[];
}

export interface Budget extends Record<string, unknown> {
    limits: Numbers;
}
export interface Extension {
    id: string;
    at: string;
    added: Numbers;
    generation: number;
    stopReason?: string;
}
export interface Wait {
    kind: string;
    what: string;
    since?: string;
    queue?: string;
    queueLength?: number;
    lastHeartbeat?: string;
    remedy?: string;
}

export interface SurrogateDecision {
    generation: number;
    role: string;
    reason: string;
    surrogate?: string;
    freshCorrelation?: number;
    fresh?: number;
    heldOutCorrelation?: number;
    fittedTo?: number;
}

export interface Progress {
    generation: number;
    evaluationsPlanned: number;
    evaluationsDone: number;
    evaluationsUnderWay?: number;
    evaluationsFailed?: number;
    rung?: number;
    rungs?: number;
    trainingsUsed?: number;
    frontSize?: number;
    hypervolume?: number;
}

export interface Search {
    id: string;
    name?: string;
    state: SearchStatus;
    stopReason?: string;
    error?: string;
    note?: string;
    createdAt: string;
    startedAt?: string;
    completedAt?: string;
    pausedAt?: string;
    pauseRequestedAt?: string;
    resumesAt?: string;
    generation: number;
    budget: Budget;
    outcomes: Outcomes;
    frontSize: number;
    hypervolume?: number;
    referencePoint?: Numbers;
    warnings?: { pointer: string; message: string }[];
    extensions?: Extension[];
    schedule?: { id: string; dueAt: string; late: boolean; lateBySeconds: number };
    surrogate?: { decision: SurrogateDecision; kind: string; screened?: number; chosen?: number };
    progress?: Progress;
    waits?: Wait[];
}

export interface Predicted {
    surrogate: string;
    values?: Numbers;
    spreads?: Numbers;
    score?: number;
    reason?: string;
}

export interface PromotionDecision {
    rule: string;
    rung: number;
    values: Numbers;
    rank: number;
    contribution: number;
    place: number;
    compared: number;
    lastPlaceKept: number;
    isPromoted: boolean;
    chance?: number;
    leastChance?: number;
    wholeCurves?: number;
}

export interface Rung {
    rung: number;
    epochs: number;
    metrics: Numbers;
    cached?: boolean;
    decision?: PromotionDecision;
}
export interface Member {
    candidate: string;
    architecture: string;
    objectives: Numbers;
    metrics: Numbers;
    generation: number;
    predicted?: Predicted;
}

export interface Front {
    searchId: string;
    generation: number;
    evaluations: number;
    objectives: Objective[];
    referencePoint?: Numbers;
    hypervolume?: number;
    members: Member[];
}

export interface HistoryEntry {
    evaluation: number;
    generation: number;
    candidate: string;
    frontSize: number;
    hypervolume: number;
}
export interface HistoryPage {
    value: HistoryEntry[];
    extensions?: Extension[];
    surrogates?: SurrogateDecision[];
    nextLink?: string;
}
export interface Page<T> {
    value: T[];
    nextLink?: string;
    unreadable?: string[];
}

export interface SearchRequest {
    name?: string;
    space: { name: string } & Record<string, unknown>;
    objectives: Objective[];
    constraints?: Constraint[];
    algorithm: { name: string } & Record<string, unknown>;
    budgets: Numbers;
    evaluator?: { kind: string } & Record<string, unknown>;
    mode?: string;
}

export interface Evaluation {
    candidate: string;
    architecture: string;
    generation: number;
    index: number;
    parents?: string[];
    fidelity: string;
    status: EvaluationStatus;
    metrics: Numbers;
    provenance?: Record<string, string>;
    cost: Record<string, number | string>;
    seed: number;
    attempt: number;
    worker?: string;
    cached?: boolean;
    importedFrom?: string;
    modelBlob?: string;
    rungs?: Rung[];
    predicted?: Predicted;
    error?: string;
    failure?: { reason: string };
}

/** Evaluations by column: what has no value in a row is null there. */
export interface ColumnsPage {
    candidate: string[];
    architecture: string[];
    generation: number[];
    index: number[];
    status: EvaluationStatus[];
    fidelity: string[];
    metrics: Record<string, (number | null)[]>;
    predicted: Record<string, (number | null)[]>;
    workerSeconds: number[];
    worker: (string | null)[];
    cached: boolean[];
    reason: (string | null)[];
    endedAt?: (string | null)[];
    rungs?: (Rung[] | null)[];
    nextGeneration: number;
    nextLink?: string;
}

export interface Schedule {
    id: string;
    definition: { expression: string; timeZone?: string; device?: string; overlap?: string };
    nextDueAt?: string;
    lastStart?: { dueAt: string; searchId?: string; late?: boolean };
    lastSkip?: { dueAt: string; reason?: string };
}

export interface Surrogate {
    id: string;
    kind: string;
    status: string;
    createdAt: string;
    searchId?: string;
    examples?: number;
    fitSeconds?: number;
    error?: string;
    space?: { name: string };
    targets?: Objective[];
    metadata?: { heldOut?: { size: number; kendallTauB?: number; spearman?: number[] } };
}

export interface Device {
    id: string;
    kind: string;
    [name: string]: unknown;
}
export interface Queue {
    name: string;
    length: number;
    waitingSince?: string;
    workers: number;
    lastHeartbeat?: string;
}

export interface Worker {
    name: string;
    isAlive: boolean;
    lastHeartbeat: string;
    takesJobs: boolean;
    isExternal?: boolean;
    devices: string[];
    jobs: { id: string; kind: string; searchId?: string; since: string }[];
    slots?: number;
    jobsDone?: number;
    busyShare?: number;
}
