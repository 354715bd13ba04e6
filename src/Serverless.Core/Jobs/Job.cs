using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>Work for a worker, kept as <c>jobs/{jobId}/job.json</c>; the queue carries its id only.</summary>
public sealed record Job
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>A function of search, candidate, kind, device, rung and attempt, so that a repeated activity makes the same job again.</value>
    public required string Id { get; init; }

    public required JobKind Kind { get; init; }

    /// <value>Empty for a <see cref="JobKind.Fit"/> that no search asked for, and for a <see cref="JobKind.Generator"/>.</value>
    public required string SearchId { get; init; }

    /// <value>The orchestration that waits, and the external event it waits for.</value>
    public required string InstanceId { get; init; }

    public required string EventName { get; init; }

    /// <value>What to work on; null for a <see cref="JobKind.Fit"/> or <see cref="JobKind.Generator"/>, which is about no one candidate.</value>
    public CandidateId? Candidate { get; init; }

    public string? Architecture { get; init; }

    /// <value>For <see cref="JobKind.Fit"/>: the id of the surrogate to be.</value>
    public string? Surrogate { get; init; }

    /// <value>For <see cref="JobKind.Generator"/>: the id of the generator to be.</value>
    public string? Generator { get; init; }

    public required SpaceSpecification Space { get; init; }

    public required DatasetSpecification Dataset { get; init; }

    public required TrainingRecipe Training { get; init; }

    public required long Seed { get; init; }

    public int Attempt { get; init; } = 1;

    /// <value>How many workers in a row may die over it without a new checkpoint before it is given up. At least 1, default 3.</value>
    public int MaximumAttempts { get; init; } = 3;

    /// <value>For <see cref="JobKind.Train"/>: the rung to train to; 0 to compute zero-cost proxies; null for the whole training.</value>
    public int? Epochs { get; init; }

    /// <value>For <see cref="JobKind.Train"/> to 0 epochs: what its representations are compared with; null: nothing.</value>
    public ReferenceCandidate? Reference { get; init; }

    /// <value>For <see cref="JobKind.Train"/> to 0 epochs: the supernet whose weights it inherits; null: none.</value>
    public SupernetSpecification? Supernet { get; init; }

    /// <value>For <see cref="JobKind.Train"/> to the end: whose weights it begins with; null: nobody's, with random ones.</value>
    public InheritedNetwork? Inherits { get; init; }

    /// <value>For <see cref="JobKind.Measure"/>: the device to measure on.</value>
    public string? Device { get; init; }

    /// <value>
    /// For <see cref="JobKind.Measure"/> and <see cref="JobKind.Test"/>: container/name of the network in ONNX; null for a measurement before any training, of a
    /// network whose weights do not count.
    /// </value>
    public string? ModelBlob { get; init; }

    /// <value>The span that queued it, as W3C writes it, whose trace the worker goes on with; null when nothing is traced.</value>
    public string? TraceParent { get; init; }

    /// <value>For <see cref="JobKind.Train"/>: how far it trains, as evaluations name it.</value>
    [JsonIgnore]
    public string FidelityName => Fidelity.NameOf(Epochs, Reference?.Candidate, Supernet?.Identity);

    /// <summary>Names everything but the architecture and the seed that shapes what it trains.</summary>
    /// <param name="dataset">As it is to be named: the job's own, or with files that are here.</param>
    public string RecipeHashOn(DatasetSpecification dataset) => RecipeHash.Of(Space, dataset, Training, inherits: Inherits?.ToString());
}

/// <summary>Tells a worker to stop: <c>jobs/{jobId}/withdrawn.json</c>.</summary>
/// <param name="Reason">For people.</param>
public sealed record JobWithdrawal(string Reason)
{
    public int SchemaVersion { get; init; } = 1;
}
