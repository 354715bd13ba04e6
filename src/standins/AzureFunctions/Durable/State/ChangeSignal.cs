namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>Tells all who wait that something changed. Not thread-safe.</summary>
sealed class ChangeSignal
{
    TaskCompletionSource? _next;

    /// <summary>Ends with the next change.</summary>
    internal Task Next => (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void Signal()
    {
        _next?.SetResult();
        _next = null;
    }
}
