using System.Collections.Concurrent;

namespace Serverless.LocalHost.Protocol;

/// <summary>The channels that wait for their worker, by id.</summary>
sealed class WorkerChannels
{
    readonly ConcurrentDictionary<string, WorkerChannel> _channels = new();

    public void Add(WorkerChannel channel) => _channels[channel.Id] = channel;

    public void Remove(WorkerChannel channel) => _channels.TryRemove(channel.Id, out _);

    /// <summary>The channel of a worker that this host started, once; null for any other, and for any later one.</summary>
    public WorkerChannel? Take(string id) => _channels.TryRemove(id, out var channel) ? channel : null;
}
