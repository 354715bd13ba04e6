namespace Serverless.LocalHost.Protocol;

/// <summary>A worker ended before it answered.</summary>
/// <remarks>The Durable extension knows this type by its name: it then aborts an orchestration's turn and tries it again.</remarks>
sealed class WorkerProcessExitException(string message) : Exception(message);
