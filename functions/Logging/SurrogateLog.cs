using Microsoft.Extensions.Logging;

namespace Serverless.Functions.Logging;

/// <summary>Log messages about surrogates.</summary>
static partial class SurrogateLog
{
    [LoggerMessage(1501, LogLevel.Information, "Search {SearchId}: surrogate {Surrogate} ({Kind}) will be fitted to {Examples} examples of fidelity {Fidelity}")]
    public static partial void FitDue(this ILogger logger, string searchId, string surrogate, string kind, int examples, string fidelity);

    [LoggerMessage(1502, LogLevel.Warning, "Surrogate {Surrogate} could not be fitted: {Error}")]
    public static partial void FitGivenUp(this ILogger logger, string surrogate, string error);

    [LoggerMessage(1504, LogLevel.Information, "Surrogate {Surrogate} requested: {Kind}, {Examples} examples")]
    public static partial void FitAccepted(this ILogger logger, string surrogate, string kind, int examples);

    [LoggerMessage(1505, LogLevel.Warning, "A surrogate is omitted from the list: {Reason}")]
    public static partial void SurrogateUnreadable(this ILogger logger, string reason);
}
