using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Adds results known before a search began as its first generation, which consists of nothing else. Pure.</summary>
public static class Importing
{
    /// <summary>The provenance of device metrics that came with an import.</summary>
    public const string Provenance = "imported";

    /// <summary>The origin of imported evaluations that do not come from a search.</summary>
    public const string Rows = "rows";

    /// <summary>Returns how many results a generation imports; 0 for all but the first.</summary>
    public static int Count(SearchRequest request, int generation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return generation == 0 ? request.ImportFrom?.Rows.Count ?? 0 : 0;
    }

    /// <summary>Returns the architectures whose results are known, to be proposed first.</summary>
    public static IEnumerable<string> ArchitecturesOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (request.ImportFrom?.Rows ?? []).Select(row => row.Architecture);
    }

    /// <summary>Returns the outcomes of imported candidates of a generation: completed, or infeasible if they violate a constraint.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="candidates">The candidates of the generation, in proposal order.</param>
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
