using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>Purge, restart and rewind.</summary>
sealed partial class HubClient
{
    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var ids = new List<string>();
        await hub.ChangeAsync(
            state =>
            {
                switch (state.Find(instanceId)?.Head)
                {
                    case null:
                        return [];
                    case { IsOver: false } running:
                        throw new InvalidOperationException(
                            $"The instance '{instanceId}' cannot be purged: it is {running.Status} and must end first.");
                    case { } head:
                        ids.AddRange(WithChildren(state, [head], options?.Recursive ?? false));
                        return [new InstancesPurged(ids)];
                }
            },
            cancellation);
        return new PurgeResult(ids.Count, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var ids = new List<string>();
        await hub.ChangeAsync(
            state =>
            {
                var statuses = filter.Statuses?.ToHashSet();
                var chosen = state.All.Select(instance => instance.Head).Where(head =>
                    head.IsOver
                    && !(head.CreatedAt < filter.CreatedFrom?.UtcDateTime)
                    && !(head.CreatedAt > filter.CreatedTo?.UtcDateTime)
                    && statuses?.Contains(InstanceView.StatusOf(head.Status)) != false);
                ids.AddRange(WithChildren(state, [.. chosen], options?.Recursive ?? false));
                return ids.Count == 0 ? [] : [new InstancesPurged(ids)];
            },
            cancellation);
        return new PurgeResult(ids.Count, isComplete: true);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await hub.ChangeAsync(
            state => state.Find(instanceId)?.Head switch
            {
                null => throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId)),
                { IsOver: false } when !restartWithNewInstanceId => throw new InvalidOperationException(
                    $"The instance '{instanceId}' has not ended and cannot be restarted under its own id."),
                { } head => [new InstanceCreated(new InstanceHead(id, Guid.NewGuid().ToString("N"), head.Name, hub.Now)
                {
                    Version = head.Version, Input = head.Input, Tags = head.Tags,
                })],
            },
            cancellation);
        return id;
    }

    public override Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return hub.ChangeAsync(
            state => state.Find(instanceId)?.Head switch
            {
                null => throw new ArgumentException($"No instance with ID '{instanceId}' was found.", nameof(instanceId)),
                { Status: InstanceStatus.Failed } => [new InstanceRewound(instanceId, new ExecutionRewound(hub.Now, reason))],
                { } head => throw new InvalidOperationException(
                    $"The instance '{instanceId}' cannot be rewound: it is {head.Status}, and only failed instances can."),
            },
            cancellation);
    }

    static List<string> WithChildren(HubState state, IReadOnlyList<InstanceHead> heads, bool recursive)
    {
        var chosen = heads.Select(head => head.Id).ToHashSet();
        if (!recursive)
        {
            return [.. chosen];
        }

        var children = state.All.Select(instance => instance.Head).Where(head => head is { IsOver: true, Parent: not null })
            .ToLookup(head => head.Parent!.InstanceId);
        var open = new Queue<string>(chosen);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in children[parent].Where(child => chosen.Add(child.Id)))
            {
                open.Enqueue(child.Id);
            }
        }

        return [.. chosen];
    }
}
