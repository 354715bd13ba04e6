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
            task,
            trace.ProposalSeconds,
            TraceMeasures.Of(problem, trace, Convention.Tight, [evaluations]),
            TraceMeasures.Of(problem, trace, Convention.Connected, [evaluations]));
    }
}
