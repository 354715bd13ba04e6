using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates.Searching;

/// <summary>Runs searches with a surrogate and without.</summary>
static class SearchRunner
{
    public static SearchResult Run(SearchTask task, CancellationToken cancellation)
    {
        var (problem, algorithm, kind, evaluations, seed) = task;
        var trace = kind is null
            ? TableSearch.Run(problem, algorithm.Specification, evaluations, seed)
            : new AssistedSearch(problem, algorithm.Specification, SurrogateFitters.Find(kind)!, evaluations, seed, cancellation).Run();
        return new SearchResult(
            task,
            trace.ProposalSeconds,
            TraceMeasures.Of(problem, trace, Convention.Tight, [evaluations]),
            TraceMeasures.Of(problem, trace, Convention.Connected, [evaluations]));
    }
}
