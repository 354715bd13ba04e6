using Serverless.Core.Searches;

namespace Serverless.Core.Fronts;

/// <summary>A front after one more generation.</summary>
/// <param name="Front">The front.</param>
/// <param name="History">One entry for each completed evaluation of the generation, in proposal order.</param>
public sealed record MergedFront(FrontDocument Front, IReadOnlyList<HistoryEntry> History);
