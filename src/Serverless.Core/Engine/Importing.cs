using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Takes results that were known before a search began into its first generation, which is made of nothing else. Pure.</summary>
public static class Importing
{
    /// <summary>The provenance of device metrics that came with an import.</summary>
    public const string Provenance = "imported";

    /// <summary>What an import without a search is named as the origin of evaluations.</summary>
    public const string Rows = "rows";

    /// <summary>How many results a generation takes in; 0 when it is one like any other.</summary>
    public static int Count(SearchRequest request, int generation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return generation == 0 ? request.ImportFrom?.Rows.Count ?? 0 : 0;
    }

    /// <summary>The architectures whose results are known, to be proposed first.</summary>
    public static IEnumerable<string> ArchitecturesOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (request.ImportFrom?.Rows ?? []).Select(row => row.Architecture);
    }

    /// <summary>The outcomes of the candidates of a generation that are imported, by candidate: completed, or infeasible where they break a constraint.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="candidates">The generation's, in proposal order.</param>
    public static IReadOnlyDictionary<CandidateId, Evaluation> OutcomesOf(CandidateEvaluator evaluator, int generation, IReadOnlyList<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(candidates);
        var request = evaluator.Request;
        if (Count(request, generation) == 0)
        {
            return new Dictionary<CandidateId, Evaluation>();
        }

        var rows = request.ImportFrom!.Rows.ToDictionary(row => evaluator.Space.IdOf(evaluator.Parse(row.Architecture)));
        return candidates.Index().Where(candidate => rows.ContainsKey(candidate.Item.Proposed.Id)).ToDictionary(
            candidate => candidate.Item.Proposed.Id,
            candidate => OutcomeOf(Generation.Start(evaluator, generation, candidate.Index, candidate.Item), rows[candidate.Item.Proposed.Id], request));
    }

    static Evaluation OutcomeOf(Evaluation started, ImportedResult row, SearchRequest request)
    {
        var evaluation = started with
        {
            Metrics = started.Metrics.Concat(row.Metrics.Where(metric => !started.Metrics.ContainsKey(metric.Key))).ToDictionary(metric => metric.Key, metric => metric.Value),
            Provenance = started.Provenance
                .Concat(request.DeviceMetrics.Where(name => row.Metrics.ContainsKey(name) && !started.Provenance.ContainsKey(name)).Select(name => KeyValuePair.Create(name, Provenance)))
                .ToDictionary(metric => metric.Key, metric => metric.Value),
            Recipe = row.Recipe ?? Provenance,
            ImportedFrom = request.ImportFrom!.Search ?? Rows,
        };
        return request.Constraints.ViolationBy(evaluation) > 0
            ? Outcomes.Infeasible(evaluation)
            : Outcomes.Conclude(evaluation, request.Objectives);
    }
}
