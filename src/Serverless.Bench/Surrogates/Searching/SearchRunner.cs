using System.Text.Json.Serialization;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Core.Surrogates;

namespace Serverless.Bench.Surrogates.Searching;

/// <summary>Runs searches with a surrogate and without.</summary>
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

/// <summary>How a search came on.</summary>
/// <param name="Seconds">Of the algorithm, fits and predictions; look-ups are nearly free.</param>
/// <param name="Tight">In the convention tight.</param>
/// <param name="Connected">In the convention connected, which is loose.</param>
public sealed record SearchResult(double Seconds, TraceMeasures Tight, TraceMeasures Connected)
{
    /// <value>Which.</value>
    [JsonIgnore]
    public SearchTask Task { get; init; } = null!; // not written to journals, which know it by its key
}

/// <summary>One search of a table, with a surrogate or without.</summary>
/// <param name="Problem">What is searched.</param>
/// <param name="Algorithm">What proposes.</param>
/// <param name="Kind">The kind of surrogate; null: none.</param>
/// <param name="Evaluations">Distinct candidates to evaluate.</param>
/// <param name="Seed">Of the algorithm and of fits.</param>
public sealed record SearchTask(TableProblem Problem, AlgorithmChoice Algorithm, string? Kind, int Evaluations, int Seed);
