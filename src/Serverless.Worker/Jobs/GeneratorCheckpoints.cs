using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Learning.Generators;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Saves the states of the stages of a generator's fit from time to time, in one blob each, from which any worker can continue.</summary>
/// <remarks>
/// States are written while the fit continues, in the order of stages and states. A state that cannot be written costs only time: continuing
/// from the previous state gives the same result, bit for bit. One instance serves one fit.
/// </remarks>
sealed class GeneratorCheckpoints : IFitCheckpoints
{
    const int Tries = 3;
    const string Extension = ".checkpoint";

    static readonly TimeSpan KeepTime = TimeSpan.FromSeconds(5);

    readonly string _generator;
    readonly string _jobId;
    readonly IDocumentStore _documents;
    readonly TimeSpan _interval;
    readonly Func<double, CancellationToken, Task> _kept;
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly Dictionary<string, byte[]> _found = [];
    readonly Dictionary<string, string> _versions = [];
    readonly long _begun;
    long _since;
    Task _writing = Task.CompletedTask;

    GeneratorCheckpoints(
        string generator, string jobId, IDocumentStore documents, TimeSpan interval, Func<double, CancellationToken, Task> kept, TimeProvider time, ILogger log)
    {
        (_generator, _jobId, _documents, _interval, _kept, _time, _log) = (generator, jobId, documents, interval, kept, time, log);
        _begun = _since = time.GetTimestamp();
    }

    /// <value>The seconds of work before the state from which this fit continues.</value>
    public double SecondsBefore { get; private set; }

    /// <value>The seconds of work so far, by all workers; work that was lost with a worker does not count.</value>
    public double Seconds => SecondsBefore + _time.GetElapsedTime(_begun).TotalSeconds;

    /// <summary>Reads the saved states; broken ones are logged, and their stages are repeated.</summary>
    /// <param name="generator">The future generator.</param>
    /// <param name="jobId">The job of the fit, for the log.</param>
    /// <param name="documents">The store of the states.</param>
    /// <param name="patience">Waits until storage can be read.</param>
    /// <param name="interval">The time after which the next state is due.</param>
    /// <param name="kept">Called with each stored state's seconds of work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log for failures.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public static async Task<GeneratorCheckpoints> OpenAsync(
        string generator, string jobId, IDocumentStore documents, StoragePatience patience, TimeSpan interval, Func<double, CancellationToken, Task> kept, TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        var checkpoints = new GeneratorCheckpoints(generator, jobId, documents, interval, kept, time, log);
        var prefix = BlobPaths.GeneratorCheckpoints(generator);
        foreach (var name in await patience.RunAsync(token => ListAsync(documents, prefix, token), cancellation))
        {
            var path = new BlobPath(BlobPaths.Generators, name);
            if (await patience.RunAsync(token => documents.FindBytesAsync(path, token), cancellation) is { } found)
            {
                checkpoints.Take(path, name[prefix.Length..^Extension.Length], found);
            }
        }

        if (checkpoints._found.Count > 0)
        {
            log.FitResumed(jobId, string.Join(", ", checkpoints._found.Keys.Order(StringComparer.Ordinal)), checkpoints.SecondsBefore);
        }

        return checkpoints;
    }

    public byte[]? Find(string stage) => _found.GetValueOrDefault(stage);

    public void Keep(string stage, bool isLast, Func<byte[]> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!isLast && (_time.GetElapsedTime(_since) < _interval || !_writing.IsCompleted))
        {
            return;
        }

        _since = _time.GetTimestamp();
        var (path, seconds, before) = (BlobPaths.GeneratorCheckpoint(_generator, stage), Seconds, _writing);
        var content = GeneratorCheckpointFile.Write(path, seconds, state());
        _writing = Task.Run(
            async () =>
            {
                await before;
                await TryWriteAsync(path, stage, content, seconds);
            },
            CancellationToken.None);
    }

    /// <summary>Waits until everything is written, only for a short time when the fit was cut short.</summary>
    /// <param name="cutShort">The token that is cancelled when the fit was cut short.</param>
    public async Task FlushAsync(CancellationToken cutShort)
    {
        try
        {
            await (cutShort.IsCancellationRequested ? _writing.WaitAsync(KeepTime, _time, CancellationToken.None) : _writing);
        }
        catch (TimeoutException late)
        {
            _log.CheckpointUnwritten(_jobId, BlobPaths.GeneratorCheckpoints(_generator), late.Message);
        }
    }

    /// <summary>Removes the states of a fit that has completed or will never be continued.</summary>
    public static async Task RemoveAsync(string generator, IDocumentStore documents, CancellationToken cancellation)
    {
        foreach (var name in await ListAsync(documents, BlobPaths.GeneratorCheckpoints(generator), cancellation))
        {
            var path = new BlobPath(BlobPaths.Generators, name);
            if (await documents.FindVersionAsync(path, cancellation) is { } version)
            {
                await documents.TryDeleteAsync(path, version, cancellation);
            }
        }
    }

    void Take(BlobPath path, string stage, Versioned<byte[]> found)
    {
        _versions[stage] = found.Version;
        if (GeneratorCheckpointFile.Read(path, found.Value, out var seconds, out var fault) is { } state)
        {
            _found[stage] = state;
            SecondsBefore = Math.Max(SecondsBefore, seconds);
        }
        else
        {
            _log.CheckpointBroken(_jobId, path.ToString(), fault);
        }
    }

    async Task TryWriteAsync(BlobPath path, string stage, byte[] content, double seconds)
    {
        try
        {
            if (content.Length > IDocumentStore.MaximumBytes)
            {
                _log.CheckpointUnwritten(_jobId, path.ToString(), $"It has {content.Length} bytes, more than the limit of {IDocumentStore.MaximumBytes}.");
            }
            else if (await TryReplaceAsync(path, stage, content))
            {
                await _kept(seconds, CancellationToken.None);
                _log.FitCheckpointKept(_jobId, stage, content.Length, seconds);
            }
            else
            {
                _log.CheckpointUnwritten(_jobId, path.ToString(), "Another writer changes it at the same time.");
            }
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException)
        {
            _log.CheckpointUnwritten(_jobId, path.ToString(), away.Message);
        }
    }

    // When two workers do the same fit, the state of either is valid: both lead to the same generator.
    async Task<bool> TryReplaceAsync(BlobPath path, string stage, byte[] content)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await _documents.TryWriteBytesAsync(path, content, _versions.GetValueOrDefault(stage), CancellationToken.None) is { } version)
            {
                _versions[stage] = version;
                return true;
            }

            _versions.Remove(stage);
            if (await _documents.FindVersionAsync(path, CancellationToken.None) is { } there)
            {
                _versions.Add(stage, there);
            }
        }

        return false;
    }

    static async Task<IReadOnlyList<string>> ListAsync(IDocumentStore documents, string prefix, CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var name in documents.ListAsync(BlobPaths.Generators, prefix, null, cancellation))
        {
            if (name.EndsWith(Extension, StringComparison.Ordinal))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
