namespace Serverless.LocalHost;

/// <summary>Tells that the WebJobs host has failed and has to be started again. Azure ends such a host's process and starts another.</summary>
sealed class HostFailure
{
    readonly TaskCompletionSource<string> _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done with the reason of the first failure.</summary>
    public Task<string> Reported => _reported.Task;

    /// <summary>Reports a failure; only the first one counts.</summary>
    public void Report(string reason) => _reported.TrySetResult(reason);
}
