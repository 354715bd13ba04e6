using Serverless.Domain.Jobs;

namespace Serverless.Functions.Activities;

/// <summary>What a job shall do, and for whom.</summary>
/// <param name="SearchId">The search; empty for a fit that none asked for.</param>
/// <param name="InstanceId">The orchestration that waits.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Generation">For <see cref="JobKind.Train"/> and <see cref="JobKind.Measure"/>: the candidate's generation.</param>
/// <param name="Index">The candidate's place in its generation; for <see cref="JobKind.Test"/> its place in the front.</param>
/// <param name="Device">For <see cref="JobKind.Measure"/>: the device.</param>
/// <param name="ModelBlob">For <see cref="JobKind.Measure"/>: the network.</param>
/// <param name="Attempt">From 1; of an order that is handed to a run: its first attempt.</param>
/// <param name="Rung">For <see cref="JobKind.Train"/>: how far, from 1.</param>
/// <param name="MaximumAttempts">How many workers may die over it before it is given up.</param>
/// <param name="Surrogate">For <see cref="JobKind.Fit"/>: the surrogate to be.</param>
public sealed record JobOrder(
    string SearchId,
    string InstanceId,
    JobKind Kind,
    int Generation,
    int Index,
    string? Device = null,
    string? ModelBlob = null,
    int Attempt = 1,
    int Rung = 1,
    int MaximumAttempts = 3,
    string? Surrogate = null);
