using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>The checkpoint of a training in progress, stored from time to time in one blob that is overwritten.</summary>
/// <remarks>
/// It is written while the training continues; the next one is due only when the one before is stored. When two workers do the same training,
/// one of which no longer should, the one that is further ahead prevails. A failed write is repeated an interval later, with the state at that
/// time.
/// </remarks>
sealed class RunningCheckpoint : ICheckpointKeeper
{
    const int Tries = 3;

    readonly BlobPath _path;
    readonly IDocumentStore _documents;
    readonly TimeSpan _interval;
    readonly Func<TrainingCheckpoint, CancellationToken, Task> _kept;
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly CancellationToken _cancellation;
    long _since;
    string? _version;
    TrainingCheckpoint? _unwritten;
    Task _writing = Task.CompletedTask;

    /// <param name="path">The path of the checkpoint.</param>
    /// <param name="job">The job of the training, for the log.</param>
    /// <param name="documents">The store of the checkpoint.</param>
    /// <param name="interval">The time after which the next checkpoint is due.</param>
    /// <param name="kept">Called with each checkpoint once it is stored.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log for checkpoints and failures.</param>
    /// <param name="cancellation">The token that stops writes while the training continues.</param>
    public RunningCheckpoint(
        BlobPath path,
        Job job,
        IDocumentStore documents,
        TimeSpan interval,
        Func<TrainingCheckpoint, CancellationToken, Task> kept,
        TimeProvider time,
        ILogger log,
        CancellationToken cancellation)
    {
        (_path, JobId, _documents, _interval, _kept) = (path, job.Id, documents, interval, kept);
        (_time, _log, _cancellation) = (time, log, cancellation);
        Begin();
    }

    /// <value>The job of the training.</value>
    public string JobId { get; }

    public bool IsDue => _time.GetElapsedTime(_since) >= _interval && _writing.IsCompleted;

    /// <summary>Restarts the interval, since nothing would be lost at this moment.</summary>
    public void Begin() => _since = _time.GetTimestamp();

    public void Keep(TrainingCheckpoint checkpoint)
    {
        Begin();
        _unwritten = checkpoint;
        _writing = Task.Run(() => TryWriteAsync(checkpoint, _cancellation), CancellationToken.None);
    }

    public void Interrupt(TrainingCheckpoint checkpoint) => _unwritten = checkpoint;

    /// <summary>Finds the stored checkpoint; null when there is none from which the training can continue, which is then replaced.</summary>
    /// <param name="until">The epoch at which the training ends.</param>
    public async Task<TrainingCheckpoint?> FindAsync(int until)
    {
        if (await ReadAsync(_cancellation) is not { } checkpoint)
        {
            return null;
        }

        if (checkpoint.Epoch + (checkpoint.Part is null ? 0 : 1) <= until)
        {
            return checkpoint;
        }

        _log.CheckpointBeyond(JobId, _path.ToString(), until);
        _version = null; // not to be written over: it will be needed once more is asked for
        return null;
    }

    /// <summary>Writes what is not written yet, after the training was cut short.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await _writing;
        if (_unwritten is { } checkpoint)
        {
            await TryWriteAsync(checkpoint, cancellation);
        }
    }

    /// <summary>Removes the checkpoint, unless another worker has written another one in the meantime.</summary>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        await _writing;
        _unwritten = null;
        if (_version is not { } version)
        {
            return;
        }

        try
        {
            await _documents.TryDeleteAsync(_path, version, cancellation);
            _version = null;
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException)
        {
            _log.CheckpointStays(JobId, _path.ToString(), away.Message);
        }
    }

    async Task TryWriteAsync(TrainingCheckpoint checkpoint, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(checkpoint, cancellation);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested && cancellation == _cancellation)
        {
            // The training was cut short too; whether its state is saved is decided afterwards.
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException)
        {
            _log.CheckpointUnwritten(JobId, _path.ToString(), away.Message);
        }
    }

    async Task WriteAsync(TrainingCheckpoint checkpoint, CancellationToken cancellation)
    {
        var begin = _time.GetTimestamp();
        var content = RunningCheckpointFile.Write(_path, checkpoint);
        if (content.Length > IDocumentStore.MaximumBytes)
        {
            _log.CheckpointUnwritten(JobId, _path.ToString(), $"It has {content.Length} bytes, more than the limit of {IDocumentStore.MaximumBytes}.");
            return;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await _documents.TryWriteBytesAsync(_path, content, _version, cancellation) is { } version)
            {
                _version = version;
                Interlocked.CompareExchange(ref _unwritten, null, checkpoint);
                var took = _time.GetElapsedTime(begin).TotalMilliseconds;
                await _kept(checkpoint, cancellation);
                _log.CheckpointKept(JobId, checkpoint.Epoch, checkpoint.Part?.Images ?? 0, content.Length, took);
                return;
            }

            if (await ReadAsync(cancellation) is { } there && there.IsBeyond(checkpoint))
            {
                _log.CheckpointOvertaken(JobId, _path.ToString(), there.Epoch);
                _version = null; // not this worker's: neither to be written over nor to be removed
                Interlocked.CompareExchange(ref _unwritten, null, checkpoint);
                return;
            }
        }

        _log.CheckpointUnwritten(JobId, _path.ToString(), "Another writer changes it at the same time.");
    }

    /// <summary>Reads the stored checkpoint; null when there is none, or it is broken.</summary>
    async Task<TrainingCheckpoint?> ReadAsync(CancellationToken cancellation)
    {
        string fault;
        try
        {
            var found = await _documents.FindBytesAsync(_path, cancellation);
            _version = found?.Version;
            if (found is null)
            {
                return null;
            }

            if (RunningCheckpointFile.Read(_path, found.Value, out fault) is { } checkpoint)
            {
                return checkpoint;
            }
        }
        catch (DocumentException tooLarge)
        {
            _version = await _documents.FindVersionAsync(_path, cancellation);
            fault = tooLarge.Message;
        }

        _log.CheckpointBroken(JobId, _path.ToString(), fault);
        return null;
    }
}
