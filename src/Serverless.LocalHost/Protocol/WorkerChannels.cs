using System.Collections.Concurrent;

namespace Serverless.LocalHost.Protocol;

/// <summary>The channels that wait for their worker, or have it, by id.</summary>
sealed class WorkerChannels
{
    readonly ConcurrentDictionary<string, WorkerChannel> _channels = new();

    public void Add(WorkerChannel channel) => _channels[channel.Id] = channel;

    public void Remove(WorkerChannel channel) => _channels.TryRemove(channel.Id, out _);

    /// <summary>The channel of a worker that this host started; null for any other.</summary>
    public WorkerChannel? Find(string id) => _channels.GetValueOrDefault(id);
}
