using System.Text.Json.Serialization;

namespace Serverless.Application.Jobs;

/// <summary>The kind of work that an orchestration has workers do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkKind>))]
public enum WorkKind
{
    /// <summary>Train a candidate to a rung and measure it on devices.</summary>
    Evaluation,

    /// <summary>Evaluate a front member on the test images.</summary>
    Test,

    /// <summary>Fit a surrogate.</summary>
    Fit,

    /// <summary>Fit a generator.</summary>
    Generator,
}

/// <summary>How to wait for jobs.</summary>
/// <param name="Patience">The longest time between two checks of a job that does not report.</param>
/// <param name="MaximumAttempts">The maximum number of attempts of a job that fails or is lost, at least 1.</param>
public sealed record JobRetryOptions(TimeSpan Patience, int MaximumAttempts);

/// <summary>A piece of work that takes one or several jobs; it stays the same for as long as its orchestration runs.</summary>
/// <param name="Kind">The kind of work.</param>
/// <param name="SearchId">The search; empty for a fit that no search requested.</param>
/// <param name="Terms">How to wait for the jobs.</param>
/// <param name="Generation">For an evaluation, the generation that proposed the candidate.</param>
/// <param name="Index">The index of the candidate in its generation, or of the member in <c>front.json</c>, from 0.</param>
/// <param name="Rung">For an evaluation, the rung to train to, from 1.</param>
/// <param name="Attempt">The number of the first attempt, from 1.</param>
/// <param name="Surrogate">For a fit, the future surrogate; its fit specification is in a blob.</param>
/// <param name="IsDetached">
/// For an evaluation, whether it outlives the turn of the search that began it; it then sends an event to the search when it ends.
/// </param>
/// <param name="Generator">For the fit of a generator, the future generator; its order is in a blob.</param>
public sealed record Work(
    WorkKind Kind, string SearchId, JobRetryOptions Terms, int Generation = 0, int Index = 0, int Rung = 1, int Attempt = 1, string? Surrogate = null, bool IsDetached = false,
    string? Generator = null);
