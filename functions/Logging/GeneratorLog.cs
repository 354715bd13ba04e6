using Microsoft.Extensions.Logging;

namespace Serverless.Functions.Logging;

/// <summary>Log messages about generators.</summary>
static partial class GeneratorLog
{
    [LoggerMessage(1551, LogLevel.Information, "Generator {Generator} requested: {Kind}, {Examples} examples, {Devices} devices")]
    public static partial void GeneratorAccepted(this ILogger logger, string generator, string kind, int examples, int devices);

    [LoggerMessage(1552, LogLevel.Warning, "Generator {Generator} could not be fitted: {Error}")]
    public static partial void GeneratorGivenUp(this ILogger logger, string generator, string error);

    [LoggerMessage(1553, LogLevel.Warning, "A generator is omitted from the list: {Reason}")]
    public static partial void GeneratorUnreadable(this ILogger logger, string reason);
}
