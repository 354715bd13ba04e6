namespace Serverless.Core.Searches;

/// <summary>A period in which a search was paused.</summary>
/// <param name="From">Time when the pause began.</param>
/// <param name="Generation">Number of generations merged before.</param>
/// <param name="To">Time when the search resumed; null when it has not.</param>
public sealed record PausePeriod(DateTimeOffset From, int Generation, DateTimeOffset? To = null)
{
    /// <summary>Number of periods that are kept, the first ones: a search with a nightly window has one a day.</summary>
    public const int MostKept = 400;
}
