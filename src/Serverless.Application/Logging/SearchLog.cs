using Microsoft.Extensions.Logging;

namespace Serverless.Application.Logging;

/// <summary>Log messages about requests to searches: events 1001 to 1049.</summary>
static partial class SearchLog
{
    [LoggerMessage(1003, LogLevel.Information, "Search {SearchId} was asked to end")]
    public static partial void CancellationRequested(this ILogger logger, string searchId);
}
