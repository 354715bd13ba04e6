using System.Text.Json.Serialization;

namespace Serverless.Application.Jobs;

/// <summary>What an orchestration has workers do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkKind>))]
public enum WorkKind
{
    /// <summary>Train a candidate to a rung and measure it on devices.</summary>
    Evaluation,

    /// <summary>Judge a front member on the test images.</summary>
    Test,

    /// <summary>Fit a surrogate.</summary>
    Fit,

    /// <summary>Fit a generator.</summary>
    Generator,
}

/// <summary>How jobs are waited for.</summary>
/// <param name="Patience">The longest time between two looks at a job that gives no answer.</param>
/// <param name="MaximumAttempts">How often a job that failed or was lost is tried, at least 1.</param>
public sealed record JobRetryOptions(TimeSpan Patience, int MaximumAttempts);

/// <summary>A piece of work that takes one job or several; it stays the same for as long as its orchestration runs.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="SearchId">The search; empty for a fit that none asked for.</param>
/// <param name="Terms">How its jobs are waited for.</param>
/// <param name="Generation">Of an evaluation: the generation that proposed the candidate.</param>
/// <param name="Index">The candidate's place in its generation, or the member's in <c>front.json</c>, from 0.</param>
/// <param name="Rung">Of an evaluation: how far to train, from 1.</param>
/// <param name="Attempt">The first attempt to make, from 1.</param>
/// <param name="Surrogate">Of a fit: the surrogate to be; its order is in its blob.</param>
/// <param name="IsDetached">Of an evaluation: whether it outlives the turn of the search that began it, which is told by an event when it ends.</param>
/// <param name="Generator">Of the fit of a generator: the generator to be; its order is in its blob.</param>
public sealed record Work(
    WorkKind Kind, string SearchId, JobRetryOptions Terms, int Generation = 0, int Index = 0, int Rung = 1, int Attempt = 1, string? Surrogate = null, bool IsDetached = false,
    string? Generator = null);
