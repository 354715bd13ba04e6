using Microsoft.Extensions.Logging;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Logging;

/// <summary>What is logged about surrogates: events 15xx.</summary>
static partial class SurrogateLog
{
    [LoggerMessage(1503, LogLevel.Information, "Search {SearchId}, generation {Generation}: the surrogate is {Role}. {Reason}")]
    public static partial void SurrogateSettled(this ILogger logger, string searchId, int generation, SurrogateRole role, string reason);
}
