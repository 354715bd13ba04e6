using System.Collections.ObjectModel;
using Serverless.Algorithms;
using Serverless.Core.Fidelities;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Evaluations;

/// <summary>The evaluation of one candidate at one fidelity.</summary>
public sealed record Evaluation
{
    static readonly IReadOnlyDictionary<string, string> EmptyProvenance = ReadOnlyDictionary<string, string>.Empty;

    public int SchemaVersion { get; init; } = 1;

    public required CandidateId Candidate { get; init; }

    /// <value>The genotype in the space's own notation.</value>
    public required string Architecture { get; init; }

    /// <value>The generation that proposed it, from 0; the next property is its index there, from 0.</value>
    public int Generation { get; init; }

    public int Index { get; init; }

    public IReadOnlyList<CandidateId> Parents { get; init => field = value ?? []; } = [];

    /// <value>The candidate from whose weights its training started; null: none, weights were random.</value>
    public WeightInheritance? Inherits { get; init; }

    /// <value>
    /// The fidelity: <c>full</c>, <c>epochs3</c> after 3 epochs, or <c>zero-cost</c> without training, with the reference if it was compared with
    /// one: <c>zero-cost.c3f9a1b27d40e8156</c>.
    /// </value>
    public required string Fidelity { get; init; }

    public required EvaluationStatus Status { get; init; }

    /// <value>Values by objective or metric name (see <c>Objective.Name</c>), in the metric's unit.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <value>How each device metric was obtained: <c>measured</c>, <c>looked up</c> or <c>predicted</c>.</value>
    public IReadOnlyDictionary<string, string> Provenance { get; init => field = value ?? EmptyProvenance; } = EmptyProvenance;

    public EvaluationCost Cost { get; init => field = value ?? new(); } = new();

    public long Seed { get; init; }

    public int Attempt { get; init; } = 1;

    public string? Worker { get; init; }

    /// <value>Time when the platform observed the end of its last job; null when no job ran for this search, and in older evaluations.</value>
    public DateTimeOffset? EndedAt { get; init; }

    /// <value>The <c>RecipeHash</c> of everything except the architecture that shaped the trained network.</value>
    public required string Recipe { get; init; }

    /// <value>Whether it came from the evaluation cache instead of a training of this search.</value>
    public bool Cached { get; init; }

    /// <value>
    /// The source of its values if they were known before the search began: the id of a search, or <c>rows</c> of the request; null otherwise.
    /// </value>
    public string? ImportedFrom { get; init; }

    /// <value>Container/name of the trained network in ONNX; null when none was exported.</value>
    public string? ModelBlob { get; init; }

    /// <value>The results at each rung, ascending; null in a search without rungs.</value>
    public IReadOnlyList<RungResult>? Rungs { get; init; }

    /// <value>The outcome predicted before the evaluation; null when nothing was predicted.</value>
    public PredictedOutcome? Predicted { get; init; }

    /// <value>The reason why it did not complete; null otherwise.</value>
    public string? Error { get; init; }

    /// <value>The failure, when errors kept it from completing; null otherwise, and in evaluations older than this field.</value>
    public EvaluationFailure? Failure { get; init; }
}
