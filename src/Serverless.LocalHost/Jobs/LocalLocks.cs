using System.Collections.Concurrent;
using Microsoft.Azure.WebJobs.Host;

namespace Serverless.LocalHost.Jobs;

/// <summary>Locks within this process.</summary>
/// <remarks>There is one local host per app, so there is no other host to coordinate with, and no lease of a killed host to wait for.</remarks>
sealed class LocalLocks : IDistributedLockManager
{
    readonly ConcurrentDictionary<string, Held> _held = new();

    /// <inheritdoc/>
    public Task<string> GetLockOwnerAsync(string account, string lockId, CancellationToken cancellationToken) =>
        Task.FromResult(_held.TryGetValue(lockId, out var held) ? held.Owner : null!);

    /// <inheritdoc/>
    public Task ReleaseLockAsync(IDistributedLock lockHandle, CancellationToken cancellationToken)
    {
        _held.TryRemove(lockHandle.LockId, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(IDistributedLock lockHandle, CancellationToken cancellationToken) =>
        Task.FromResult(_held.ContainsKey(lockHandle.LockId));

    /// <inheritdoc/>
    public Task<IDistributedLock> TryLockAsync(
        string account, string lockId, string lockOwnerId, string proposedLeaseId, TimeSpan lockPeriod, CancellationToken cancellationToken)
    {
        var held = new Held(lockId, lockOwnerId);
        return Task.FromResult<IDistributedLock>(_held.TryAdd(lockId, held) ? held : null!);
    }

    sealed record Held(string LockId, string Owner) : IDistributedLock;
}
