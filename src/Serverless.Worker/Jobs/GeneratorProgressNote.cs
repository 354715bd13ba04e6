using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Learning.Generators;

namespace Serverless.Worker.Jobs;

/// <summary>Reports the progress of a generator's fit to the platform from time to time. A report that cannot be written is skipped.</summary>
sealed class GeneratorProgressNote(string generator, string jobId, string worker, IDocumentStore documents, TimeProvider time, ILogger log, CancellationToken cancellation)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    readonly BlobPath _path = BlobPaths.GeneratorProgress(generator);
    long? _since;
    Task _writing = Task.CompletedTask;

    /// <param name="progress">The progress of the fit.</param>
    /// <param name="seconds">The seconds of work so far.</param>
    public void Tell(GeneratorFitProgress progress, double seconds)
    {
        log.Fitted(jobId, progress.Done, progress.Total, progress.Loss);
        if (!_writing.IsCompleted || (_since is { } since && time.GetElapsedTime(since) < Interval))
        {
            return;
        }

        _since = time.GetTimestamp();
        var note = new GeneratorProgress
        {
            Stage = progress.Stage,
            Done = progress.Done,
            Total = progress.Total,
            Loss = double.IsFinite(progress.Loss) ? progress.Loss : null,
            Seconds = seconds,
            Worker = worker,
            At = time.GetUtcNow(),
        };
        _writing = Task.Run(() => TryWriteAsync(note), CancellationToken.None);
    }

    /// <summary>Waits until the last report is written.</summary>
    public Task FlushAsync() => _writing;

    async Task TryWriteAsync(GeneratorProgress note)
    {
        try
        {
            if (await documents.FindVersionAsync(_path, cancellation) is { } version)
            {
                await documents.TryReplaceAsync(_path, note, version, CoreJson.Default.GeneratorProgress, cancellation);
            }
            else
            {
                await documents.TryCreateAsync(_path, note, CoreJson.Default.GeneratorProgress, cancellation);
            }
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException)
        {
            log.FitProgressUnwritten(jobId, away.Message);
        }
    }
}
