using System.Text.Json.Serialization;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Core.Surrogates;

namespace Serverless.Bench.Surrogates.Searching;

/// <summary>Runs searches with a surrogate and without one.</summary>
static class SearchRunner
{
    public static SearchResult Run(SearchTask task, CancellationToken cancellation)
    {
        var (problem, algorithm, kind, evaluations, seed) = task;
        var surrogate = kind is null ? null : SurrogateSpecification.Default(kind);
        var trace = ProblemSearch.Run(problem, algorithm.Specification, evaluations, seed, surrogate, cancellation);
        return new SearchResult(
            trace.ProposalSeconds,
            TraceMeasures.Of(problem, trace, Convention.Tight, [evaluations]),
            TraceMeasures.Of(problem, trace, Convention.Connected, [evaluations]))
        {
            Task = task,
        };
    }
}

/// <summary>The progress of a search.</summary>
/// <param name="Seconds">The time of the algorithm, fits and predictions; look-ups take almost none.</param>
/// <param name="Tight">The measures in the convention tight.</param>
/// <param name="Connected">The measures in the convention connected, which is loose.</param>
public sealed record SearchResult(double Seconds, TraceMeasures Tight, TraceMeasures Connected)
{
    /// <value>The task.</value>
    [JsonIgnore]
    public SearchTask Task { get; init; } = null!; // not written to journals, which know it by its key
}

/// <summary>One search of a table, with a surrogate or without one.</summary>
/// <param name="Problem">The problem to search.</param>
/// <param name="Algorithm">The algorithm that proposes candidates.</param>
/// <param name="Kind">The kind of surrogate; null for none.</param>
/// <param name="Evaluations">The number of distinct candidates to evaluate.</param>
/// <param name="Seed">The seed of the algorithm and of fits.</param>
public sealed record SearchTask(TableProblem Problem, AlgorithmChoice Algorithm, string? Kind, int Evaluations, int Seed);
