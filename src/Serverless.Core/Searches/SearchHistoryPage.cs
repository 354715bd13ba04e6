using Serverless.Core.Surrogates;

namespace Serverless.Core.Searches;

/// <summary>The answer of <c>GET /api/searches/{id}/history</c>.</summary>
/// <param name="Value">One entry per completed evaluation, in order.</param>
/// <param name="Extensions">Budget that was added in between, in order; null when none ever was.</param>
/// <param name="Surrogates">What a surrogate did for each generation, in order, and why; null in a search without.</param>
public sealed record SearchHistoryPage(
    IReadOnlyList<HistoryEntry> Value, IReadOnlyList<SearchExtension>? Extensions = null, IReadOnlyList<SurrogateAdvice>? Surrogates = null);
