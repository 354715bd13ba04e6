using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Leases;

/// <summary>A candidate to evaluate, as a program of the user's gets it with its lease.</summary>
public sealed record LeasedJob
{
    /// <value>The lease's id, a secret: it suffices to renew the lease and to end the job.</value>
    public required string Lease { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <value>How long it is given, and by each renewal again.</value>
    public required int LeaseSeconds { get; init; }

    public required string Search { get; init; }

    public required CandidateId Candidate { get; init; }

    /// <value>From 1; the attempts before it failed.</value>
    public required int Attempt { get; init; }

    /// <value>The search space's name.</value>
    public required string Space { get; init; }

    /// <value>In the space's own notation.</value>
    public required string Architecture { get; init; }

    /// <value>The same, decision by decision: the name of each that counts to what was chosen.</value>
    public required IReadOnlyDictionary<string, string> Choices { get; init; }

    /// <value><c>full</c>, or <c>epochs3</c> at a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>How far to train it, for programs that train: to a rung, or all of the request's <c>training.epochs</c>.</value>
    public required int Epochs { get; init; }

    /// <value>For programs that draw random numbers.</value>
    public required long Seed { get; init; }

    /// <value>The search's, those that the platform counts included.</value>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <value>The names of the metrics to report: exactly these.</value>
    public required IReadOnlyList<string> Report { get; init; }
}
