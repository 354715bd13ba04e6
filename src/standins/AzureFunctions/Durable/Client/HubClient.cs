using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Durable.Execution;
using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.Hub;
using Serverless.StandIns.AzureFunctions.Durable.Management;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>The client of this host's task hub.</summary>
sealed partial class HubClient(TaskHub hub, HubSettings settings, DataConverter converter, ManagementUris uris, IServer server)
    : DurableTaskClient(settings.Name)
{
    /// <summary>The query values of the management addresses.</summary>
    internal string ManagementQuery => uris.Query;

    /// <summary>Scheme, host and port of this host; null until it listens.</summary>
    internal string? BaseUrl => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/');

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.Require(id);
        var reuse = new ReuseRule(options?.DedupeStatuses, settings.ReplacesAnyState);
        var now = hub.Now;
        var head = new InstanceHead(id, Guid.NewGuid().ToString("N"), orchestratorName.Name, now)
        {
            Version = options?.Version?.Version ?? settings.DefaultVersion,
            Input = converter.Serialize(input),
            Tags = options?.Tags is { Count: > 0 } tags ? tags : null,
            StartAt = options?.StartAt?.UtcDateTime is { } startAt && startAt > now ? startAt : null,
        };
        await hub.ChangeAsync(state => Start(state, head, reuse), cancellation);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var message = new EventRaised(hub.Now, eventName, converter.Serialize(eventPayload));
        return hub.ChangeAsync(
            state => state.Find(instanceId) switch
            {
                { Head.IsOver: false } running => [Message(running, message)],
                _ when !settings.RaisesStatusErrors => [],
                null => throw NotFound(instanceId),
                _ => throw Rpc(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running."),
            },
            cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var message = new ExecutionTerminated(hub.Now, converter.Serialize(options?.Output));
        return hub.ChangeAsync(
            state => state.Find(instanceId) switch
            {
                null => throw Rpc(StatusCode.NotFound, $"ArgumentException: No instance with ID '{instanceId}' was found."),
                { Head.IsOver: true } over => throw Rpc(
                    StatusCode.FailedPrecondition,
                    $"InvalidOperationException: Cannot terminate the orchestration instance {instanceId} "
                    + $"because instance is in the {over.Head.Status} state."),
                { } running => [Message(running, message)],
            },
            cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => SteerAsync(
        instanceId, new ExecutionSuspended(hub.Now, reason), head => head is { IsOver: false, Status: not InstanceStatus.Suspended }, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => SteerAsync(
        instanceId, new ExecutionResumed(hub.Now, reason), head => head.Status == InstanceStatus.Suspended, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, head => head.Status != InstanceStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, head => head.IsOver, getInputsAndOutputs, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var (head, durable) = await hub.ReadAsync(
            state => state.Find(instanceId) is { } instance ? (instance.Head, instance.Durable) : (null, Task.CompletedTask), cancellation);
        await durable.WaitAsync(cancellation);
        return head is null ? null : InstanceView.Of(head, getInputsAndOutputs ? converter : null);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static IReadOnlyList<LogRecord> Start(HubState state, InstanceHead head, ReuseRule reuse)
    {
        switch (state.Find(head.Id)?.Head)
        {
            case null:
                return [new InstanceCreated(head)];
            case { } existing when reuse.Forbids(existing.Status):
                throw new OrchestrationAlreadyExistsException(
                    $"An orchestration instance with ID '{head.Id}' already exists and is {existing.Status}.");
            case { IsOver: true }:
                return [new InstanceCreated(head)];
            case { } running:
                return [new TurnCommitted(running.Id, running.ExecutionId, head.CreatedAt, 0, TurnResult.Terminated), new InstanceCreated(head)];
        }
    }

    Task SteerAsync(string instanceId, HistoryEvent message, Func<InstanceHead, bool> isAllowed, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return hub.ChangeAsync(
            state => state.Find(instanceId) switch
            {
                null => throw NotFound(instanceId),
                { } instance when isAllowed(instance.Head) => [Message(instance, message)],

                // The real host fails in its handler, and the worker is told no more than this.
                _ => throw Rpc(StatusCode.Unknown, "Exception was thrown by handler."),
            },
            cancellation);
    }

    async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceHead, bool> until, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            var (head, durable, changed) = await hub.ReadAsync(
                state => state.Find(instanceId) is { } instance
                    ? (instance.Head, instance.Durable, instance.Changed.Next)
                    : throw NotFound(instanceId),
                cancellation);
            if (until(head))
            {
                await durable.WaitAsync(cancellation);
                return InstanceView.Of(head, getInputsAndOutputs ? converter : null);
            }

            if (await Task.WhenAny(changed, hub.Ended).WaitAsync(cancellation) == hub.Ended)
            {
                await hub.Ended;
            }
        }
    }

    static MessageArrived Message(Instance instance, HistoryEvent message) => new(instance.Head.Id, instance.Head.ExecutionId, message);

    static RpcException NotFound(string id) => Rpc(StatusCode.NotFound, $"No instance with ID '{id}' was found.");

    static RpcException Rpc(StatusCode code, string detail) => new(new Status(code, detail));
}
