using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Leases;

/// <summary>A candidate to evaluate, as given with its lease to a program of the user.</summary>
public sealed record LeasedJob
{
    /// <value>The lease's id, a secret: anyone who knows it can renew the lease and end the job.</value>
    public required string Lease { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <value>Duration of the lease, and of each renewal, in seconds.</value>
    public required int LeaseSeconds { get; init; }

    public required string Search { get; init; }

    public required CandidateId Candidate { get; init; }

    /// <value>The attempt, from 1; the previous attempts failed.</value>
    public required int Attempt { get; init; }

    /// <value>The search space's name.</value>
    public required string Space { get; init; }

    /// <value>The architecture in the space's own notation.</value>
    public required string Architecture { get; init; }

    /// <value>The same architecture decision by decision: the choice by the name of each active decision.</value>
    public required IReadOnlyDictionary<string, string> Choices { get; init; }

    /// <value>The fidelity: <c>full</c>, or <c>epochs3</c> at a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>Number of epochs to train, for programs that train: to a rung, or all of the request's <c>training.epochs</c>.</value>
    public required int Epochs { get; init; }

    /// <value>The seed for programs that use random numbers.</value>
    public required long Seed { get; init; }

    /// <value>The objectives of the search, including those that the platform counts itself.</value>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <value>The names of the metrics to report: exactly these.</value>
    public required IReadOnlyList<string> Report { get; init; }
}
