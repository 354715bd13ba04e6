using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;

namespace Serverless.Bench.Surrogates;

/// <summary>All that there is to do.</summary>
/// <param name="Ranks">Fits to judge.</param>
/// <param name="Transfers">Devices to leave out.</param>
/// <param name="Searches">Searches to run.</param>
public sealed record EvaluationPlan(IReadOnlyList<RankTask> Ranks, IReadOnlyList<TransferTask> Transfers, IReadOnlyList<SearchTask> Searches)
{
    public int Count => Ranks.Count + Transfers.Count + Searches.Count;
}
