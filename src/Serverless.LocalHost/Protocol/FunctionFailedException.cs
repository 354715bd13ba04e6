namespace Serverless.LocalHost.Protocol;

/// <summary>A function failed in the worker.</summary>
/// <remarks>The Durable extension takes type, message and stack of the failure from a message of exactly this form.</remarks>
sealed class FunctionFailedException(StatusResult result) : Exception(
    $"Result: {(result.Result.Length > 0 ? result.Result : "Failure")}\nException: {result.Exception?.Message}\nStack: {result.Exception?.StackTrace}");
