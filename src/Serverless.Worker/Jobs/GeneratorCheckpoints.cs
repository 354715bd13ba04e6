using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Learning.Generators;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Where the stages of a generator's fit stand, kept from time to time in one blob each, for any worker to go on from.</summary>
/// <remarks>
/// Written while the fit goes on, in the order of stages and states. A state that cannot be written costs nothing but time: what follows from the one
/// before is the same, bit for bit. For one fit at a time.
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

    /// <value>Seconds that were worked before the state from which this goes on.</value>
    public double SecondsBefore { get; private set; }

    /// <value>Seconds that were worked up to now, by all workers; what was lost with one does not count.</value>
    public double Seconds => SecondsBefore + _time.GetElapsedTime(_begun).TotalSeconds;

    /// <summary>Reads what is kept; what is broken is told of and done again.</summary>
    /// <param name="generator">The generator to be.</param>
    /// <param name="jobId">Whose work it is, for the log.</param>
    /// <param name="documents">Where to.</param>
    /// <param name="patience">Waits for storage to read.</param>
    /// <param name="interval">After which the next is due.</param>
    /// <param name="kept">Told of each once it is there, with the seconds that it took.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of what goes wrong.</param>
    /// <param name="cancellation">Ends the waiting.</param>
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

    /// <summary>Waits until all is written; not for long when the fit was cut short.</summary>
    /// <param name="cutShort">Whether it was.</param>
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

    /// <summary>Removes what is kept of a fit; it is done, or will never be.</summary>
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
                _log.CheckpointUnwritten(_jobId, path.ToString(), $"It has {content.Length} bytes, more than the {IDocumentStore.MaximumBytes} that are read.");
            }
            else if (await TryReplaceAsync(path, stage, content))
            {
                await _kept(seconds, CancellationToken.None);
                _log.FitCheckpointKept(_jobId, stage, content.Length, seconds);
            }
            else
            {
                _log.CheckpointUnwritten(_jobId, path.ToString(), "Others write there at the same time.");
            }
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException)
        {
            _log.CheckpointUnwritten(_jobId, path.ToString(), away.Message);
        }
    }

    // Of two workers that have the same fit either state will do: both lead to the same generator.
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
