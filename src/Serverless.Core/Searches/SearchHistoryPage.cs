using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary>The answer of <c>GET /api/searches/{id}/history</c>.</summary>
/// <param name="Value">One entry per completed evaluation, in order.</param>
/// <param name="Extensions">Budget that was added in between, in order; null when none ever was, and behind the first page.</param>
/// <param name="Surrogates">What a surrogate did for each generation, in order, and why, of an asynchronous search from which turn on; null in a search without, and behind the first page.</param>
/// <param name="NextLink">Where the next entries are; absent on the last page.</param>
public sealed record SearchHistoryPage(
    IReadOnlyList<HistoryEntry> Value,
    IReadOnlyList<SearchExtension>? Extensions = null,
    IReadOnlyList<SurrogateDecision>? Surrogates = null,
    string? NextLink = null);

/// <summary>One line of <c>{id}/history.jsonl</c>: the front after one more evaluation, in proposal order.</summary>
/// <param name="Evaluation">How many evaluations have completed, this one included.</param>
/// <param name="Generation">The generation it belongs to.</param>
/// <param name="Candidate">The candidate evaluated.</param>
/// <param name="FrontSize">Members of the front after it.</param>
/// <param name="Hypervolume">Dominated volume after it.</param>
public sealed record HistoryEntry(int Evaluation, int Generation, CandidateId Candidate, int FrontSize, double Hypervolume);
