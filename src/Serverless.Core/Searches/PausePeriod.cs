namespace Serverless.Core.Searches;

/// <summary>A time in which a search was paused.</summary>
/// <param name="From">When it came to rest.</param>
/// <param name="Generation">Generations that were merged before.</param>
/// <param name="To">When it went on; null when it has not.</param>
public sealed record PausePeriod(DateTimeOffset From, int Generation, DateTimeOffset? To = null)
{
    /// <summary>So many are kept, the first ones: a search of a nightly window has one a day.</summary>
    public const int MostKept = 400;
}
