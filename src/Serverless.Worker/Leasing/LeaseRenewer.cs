using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;

namespace Serverless.Worker.Leasing;

/// <summary>Renews the message and the claim of a job in progress, and checks whether the job was withdrawn.</summary>
/// <remarks>
/// Only a lost claim stops the work. A lost message does not: nobody else works without the claim, and when the message becomes visible again
/// the result exists.
/// </remarks>
sealed class LeaseRenewer : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(3);

    // A renewal in progress is not cancelled at once: its response contains the receipt that completing the message needs.
    static readonly TimeSpan RenewalGrace = TimeSpan.FromSeconds(3);

    readonly ILeasedJobMessage _message;
    readonly IJobClaim _claim;
    readonly IDocumentStore _documents;
    readonly TimeSpan _lease;
    readonly TimeSpan _shortest;
    readonly ILogger _log;
    readonly string _jobId;
    readonly CancellationTokenSource _work;
    readonly CancellationTokenSource _end = new();
    readonly CancellationTokenSource _call = new();
    readonly Task _keeping;
    bool _messageIsLost;

    LeaseRenewer(
        ILeasedJobMessage message,
        string jobId,
        IJobClaim claim,
        IDocumentStore documents,
        TimeSpan lease,
        ILogger log,
        CancellationToken stopping)
    {
        (_message, _jobId, _claim, _documents, _lease, _log) = (message, jobId, claim, documents, lease, log);
        _shortest = lease < claim.Duration ? lease : claim.Duration;
        _work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _keeping = Task.Run(GetOrCreateAsync, CancellationToken.None);
    }

    /// <value>The token that cancels the work when the job is withdrawn or lost, or the process stops.</value>
    public CancellationToken Work => _work.Token;

    /// <value>Whether the job was withdrawn.</value>
    public bool IsWithdrawn { get; private set; }

    /// <value>Whether another worker may have the job.</value>
    public bool IsLost { get; private set; }

    /// <summary>Begins to renew a job.</summary>
    public static LeaseRenewer Start(
        ILeasedJobMessage message,
        string jobId,
        IJobClaim claim,
        IDocumentStore documents,
        TimeSpan lease,
        ILogger log,
        CancellationToken stopping) =>
        new(message, jobId, claim, documents, lease, log, stopping);

    /// <summary>Ends the renewal; afterwards only the caller uses the message.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        _call.CancelAfter(RenewalGrace);
        await _keeping;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _work.Dispose();
        _end.Dispose();
        _call.Dispose();
    }

    async Task GetOrCreateAsync()
    {
        var sinceRenewal = Stopwatch.StartNew();
        try
        {
            while (!_work.IsCancellationRequested)
            {
                await Task.Delay(Interval, _end.Token);
                await KeepOnceAsync(sinceRenewal);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The work is over.
        }
    }

    async Task KeepOnceAsync(Stopwatch sinceRenewal)
    {
        try
        {
            if (sinceRenewal.Elapsed + Interval > _shortest / 3)
            {
                await RenewAsync();
                sinceRenewal.Restart();
            }

            if (await WithinAsync(_shortest / 6, token => _documents.FindVersionAsync(BlobPaths.JobWithdrawal(_jobId), token), _end.Token) is not null)
            {
                IsWithdrawn = true;
                await _work.CancelAsync();
            }
        }
        catch (StorageException away)
        {
            // The next renewal shows whether another worker has taken the job meanwhile.
            _log.StorageAway(away.Message, Interval.TotalSeconds);
        }
    }

    async Task RenewAsync()
    {
        if (!await WithinAsync(_shortest / 6, _claim.RenewAsync, _call.Token))
        {
            IsLost = true;
            await _work.CancelAsync();
            return;
        }

        if (!_messageIsLost && !await WithinAsync(_shortest / 3, token => _message.RenewAsync(_lease, token), _call.Token))
        {
            _messageIsLost = true;
            _log.MessageLost(_jobId);
        }
    }

    /// <summary>Makes a call that may not take so long that the claim could end meanwhile: one connection that hangs must not cost the job.</summary>
    /// <exception cref="StorageException">The call failed, or took longer.</exception>
    static async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit = limit > LeastLimit ? limit : LeastLimit;
        limited.CancelAfter(limit);
        try
        {
            return await call(limited.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new StorageException(string.Create(CultureInfo.InvariantCulture, $"Storage did not answer within {limit.TotalSeconds:0.#} s."), late);
        }
    }
}
