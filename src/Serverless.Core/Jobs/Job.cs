using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>A unit of work for a worker, stored as <c>jobs/{jobId}/job.json</c>; the queue holds only its id.</summary>
public sealed record Job
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The id, a function of search, candidate, kind, device, rung and attempt, so that a repeated activity creates the same job.</value>
    public required string Id { get; init; }

    public required JobKind Kind { get; init; }

    /// <value>The search; empty for a <see cref="JobKind.Fit"/> that no search requested, and for a <see cref="JobKind.Generator"/>.</value>
    public required string SearchId { get; init; }

    /// <value>The orchestration that waits for the result, and the external event that it waits for.</value>
    public required string InstanceId { get; init; }

    public required string EventName { get; init; }

    /// <value>
    /// The candidate to work on; null for a <see cref="JobKind.Fit"/> or <see cref="JobKind.Generator"/>, which concerns no single candidate.
    /// </value>
    public CandidateId? Candidate { get; init; }

    public string? Architecture { get; init; }

    /// <value>For <see cref="JobKind.Fit"/>: the id of the surrogate to create.</value>
    public string? Surrogate { get; init; }

    /// <value>For <see cref="JobKind.Generator"/>: the id of the generator to create.</value>
    public string? Generator { get; init; }

    public required SpaceSpecification Space { get; init; }

    public required DatasetSpecification Dataset { get; init; }

    public required TrainingRecipe Training { get; init; }

    public required long Seed { get; init; }

    public int Attempt { get; init; } = 1;

    /// <value>
    /// Number of workers in a row that can die while running it, without a new checkpoint, before it is given up. At least 1, default 3.
    /// </value>
    public int MaximumAttempts { get; init; } = 3;

    /// <value>
    /// For <see cref="JobKind.Train"/>: the epochs of the rung to train to; 0 to compute zero-cost proxies; null for the whole training.
    /// </value>
    public int? Epochs { get; init; }

    /// <value>For <see cref="JobKind.Train"/> to 0 epochs: the candidate with whose representations its own are compared; null: none.</value>
    public ReferenceCandidate? Reference { get; init; }

    /// <value>For <see cref="JobKind.Train"/> to 0 epochs: the supernet whose weights it inherits; null: none.</value>
    public SupernetSpecification? Supernet { get; init; }

    /// <value>For <see cref="JobKind.Train"/> to the end: the network from whose weights it starts; null: none, weights are random.</value>
    public InheritedNetwork? Inherits { get; init; }

    /// <value>For <see cref="JobKind.Measure"/>: the device to measure on.</value>
    public string? Device { get; init; }

    /// <value>
    /// For <see cref="JobKind.Measure"/> and <see cref="JobKind.Test"/>: container/name of the network in ONNX; null for a measurement before any
    /// training, where the network's weights do not matter.
    /// </value>
    public string? ModelBlob { get; init; }

    /// <value>The span that queued the job, in W3C format, so that the worker continues its trace; null when nothing is traced.</value>
    public string? TraceParent { get; init; }

    /// <value>For <see cref="JobKind.Train"/>: the fidelity to which it trains, by the name used in evaluations.</value>
    [JsonIgnore]
    public string FidelityName => Fidelity.NameOf(Epochs, Reference?.Candidate, Supernet?.Identity);

    /// <summary>Returns the hash of everything, except the architecture and the seed, that shapes what the job trains.</summary>
    /// <param name="dataset">The dataset to include: the job's own, or the same with local files.</param>
    public string RecipeHashOn(DatasetSpecification dataset) => RecipeHash.Of(Space, dataset, Training, inherits: Inherits?.ToString());
}

/// <summary>A request to a worker to stop a job: <c>jobs/{jobId}/withdrawn.json</c>.</summary>
/// <param name="Reason">The reason, for people.</param>
public sealed record JobWithdrawal(string Reason)
{
    public int SchemaVersion { get; init; } = 1;
}
