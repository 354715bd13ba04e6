using Microsoft.Extensions.Logging;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Logging;

/// <summary>Log messages about surrogates: events 15xx.</summary>
static partial class SurrogateLog
{
    [LoggerMessage(1503, LogLevel.Information, "Search {SearchId}, generation {Generation}: the surrogate is {Role}. {Reason}")]
    public static partial void SurrogateSettled(this ILogger logger, string searchId, int generation, SurrogateRole role, string reason);

    [LoggerMessage(1506, LogLevel.Information, "Search {SearchId}: surrogate {Surrogate} ({Kind}) is to be fitted to {Examples} examples of fidelity {Fidelity} while turns go on")]
    public static partial void FitOrdered(this ILogger logger, string searchId, string surrogate, string kind, int examples, string fidelity);
}
