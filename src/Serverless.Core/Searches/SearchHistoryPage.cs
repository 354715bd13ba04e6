using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary>The response of <c>GET /api/searches/{id}/history</c>.</summary>
/// <param name="Value">One entry per completed evaluation, in order.</param>
/// <param name="Extensions">Budget that was added in between, in order; null when none was added, and after the first page.</param>
/// <param name="Surrogates">The role of the surrogate in each generation and the reason, in order; in an asynchronous search, each applies from its
/// turn on. Null in a search without a surrogate, and after the first page.</param>
/// <param name="NextLink">The link to the next entries; absent on the last page.</param>
public sealed record SearchHistoryPage(
    IReadOnlyList<HistoryEntry> Value,
    IReadOnlyList<SearchExtension>? Extensions = null,
    IReadOnlyList<SurrogateDecision>? Surrogates = null,
    string? NextLink = null);

/// <summary>One line of <c>{id}/history.jsonl</c>: the front after one more evaluation, in proposal order.</summary>
/// <param name="Evaluation">Number of evaluations completed, including this one.</param>
/// <param name="Generation">The generation of the evaluation.</param>
/// <param name="Candidate">The candidate evaluated.</param>
/// <param name="FrontSize">Number of members of the front after it.</param>
/// <param name="Hypervolume">Dominated volume after it.</param>
public sealed record HistoryEntry(int Evaluation, int Generation, CandidateId Candidate, int FrontSize, double Hypervolume);
