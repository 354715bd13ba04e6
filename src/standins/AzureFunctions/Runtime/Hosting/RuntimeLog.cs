using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What the runtime logs; never keys, never message bodies.</summary>
static partial class RuntimeLog
{
    [LoggerMessage(1, LogLevel.Error, "Executed 'Functions.{Function}' (Failed)")]
    public static partial void FunctionFailed(this ILogger logger, Exception exception, string function);

    [LoggerMessage(2, LogLevel.Information, "The caller of 'Functions.{Function}' left before the answer")]
    public static partial void RequestAborted(this ILogger logger, string function);

    [LoggerMessage(3, LogLevel.Warning, "No HTTP response returned: 'Functions.{Function}' returned a {Type}, which ASP.NET Core integration does not write")]
    public static partial void ResultNotWritten(this ILogger logger, string function, Type type);
}
