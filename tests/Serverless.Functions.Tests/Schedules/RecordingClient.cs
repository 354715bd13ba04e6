using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Schedules;

/// <summary>An engine that records its calls and runs nothing.</summary>
sealed class RecordingClient() : DurableTaskClient("test")
{
    readonly ConcurrentDictionary<string, OrchestrationRuntimeStatus> _instances = [];

    /// <value>The searches started, in order; one that was started again after it had ended is there twice.</value>
    public ConcurrentQueue<string> Started { get; } = [];

    /// <value>"event searchId", in order.</value>
    public ConcurrentQueue<string> Raised { get; } = [];

    /// <value>Whether the process dies right after the next start: it is done, and nobody was told.</value>
    public bool DiesAfterStart { get; set; }

    public void End(string searchId, OrchestrationRuntimeStatus status = OrchestrationRuntimeStatus.Completed) => _instances[searchId] = status;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var id = options!.InstanceId!;
        ((SearchState)input!).SearchId.ShouldBe(id);
        const OrchestrationRuntimeStatus Running = OrchestrationRuntimeStatus.Running;
        if (!_instances.TryAdd(id, Running) && !_instances.TryUpdate(id, Running, OrchestrationRuntimeStatus.Completed))
        {
            throw new InvalidOperationException($"An orchestration with the id {id} runs already.");
        }

        Started.Enqueue(id);
        return DiesAfterStart ? throw new OperationCanceledException("The process died after the start.") : Task.FromResult(id);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        Raised.Enqueue($"{eventName} {instanceId}");
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(_instances.TryGetValue(instanceId, out var status)
            ? new OrchestrationMetadata("SearchOrchestrator", instanceId) { RuntimeStatus = status }
            : null);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
