using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Jobs;
using Serverless.Inference.Generators;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Generators;
using Serverless.Learning.Surrogates;
using Serverless.Worker.Accounting;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>
/// Fits a generator according to its order, continuing where an earlier worker stopped, and stores it; the first one that is stored stays.
/// </summary>
sealed class GeneratorHandler(
    WorkerOptions options,
    IDocumentStore documents,
    IEnumerable<IGeneratorFitter> fitters,
    StoragePatience patience,
    JobAdvance advance,
    WorkClock clock,
    TimeProvider time,
    ILogger<GeneratorHandler> log) : IJobHandler
{
    public JobKind Kind => JobKind.Generator;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var id = IdOf(job);
        var order = (await patience.RunAsync(
            token => documents.ReadAsync(BlobPaths.GeneratorOrder(id), CoreJson.Default.GeneratorOrder, token), cancellation)).Value;
        var fitter = fitters.FirstOrDefault(known => known.Kind == order.Request.Kind) ?? throw new JobInputException(
            $"There is no fitter of kind '{order.Request.Kind}'; there are {string.Join(", ", fitters.Select(known => known.Kind))}.");
        clock.Switch(WorkKind.Training);
        var checkpoints = await GeneratorCheckpoints.OpenAsync(
            id, job.Id, documents, patience, options.CheckpointInterval, advance.BeginFit(job), time, log, cancellation);
        var note = new GeneratorProgressNote(id, job.Id, options.Name, documents, time, log, cancellation);
        FittedGenerator fitted;
        try
        {
            fitted = Fit(fitter, order, checkpoints, note, cancellation);
        }
        finally
        {
            await checkpoints.FlushAsync(cancellation);
            await note.FlushAsync();
        }

        clock.Switch(WorkKind.Other);
        var written = await GetOrCreateAsync(id, fitted, checkpoints.Seconds, cancellation);
        var metrics = new Dictionary<string, double> { ["examples"] = order.Qualities.Count, ["devices"] = order.Devices.Count };
        if (written.Quality.HeldOut?.Spearman is [{ } correlation, ..])
        {
            metrics["heldOutSpearman"] = correlation;
        }

        return new JobOutput(metrics, checkpoints.Seconds, fitted.RanOn, written.GeneratorBlob);
    }

    public async Task RemoveUnfinishedAsync(Job job, CancellationToken cancellation)
    {
        try
        {
            await GeneratorCheckpoints.RemoveAsync(IdOf(job), documents, cancellation);
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException or JobInputException)
        {
            log.CheckpointStays(job.Id, BlobPaths.Generators, away.Message);
        }
    }

    static string IdOf(Job job) => job.Generator is { } named && GeneratorId.IsValid(named)
        ? named
        : throw new JobInputException($"A job of kind {job.Kind} must name a generator; '{job.Generator}' is not a generator id.");

    FittedGenerator Fit(
        IGeneratorFitter fitter, GeneratorOrder order, GeneratorCheckpoints checkpoints, GeneratorProgressNote note, CancellationToken cancellation)
    {
        var terms = new GeneratorFitOptions
        {
            Seed = order.Request.Seed,
            Steps = order.Request.Steps,
            Balancer = order.Request.Balancer,
            Threads = options.ThreadsPerJob,
            Device = options.Device,
        };
        using var limit = Limit(order.Request.MaxSeconds, checkpoints.SecondsBefore);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return fitter.Fit(OrderedMaterial.Of(order), terms, checkpoints, either.Token, progress => note.Tell(progress, checkpoints.Seconds));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SurrogateFitException($"It used up its limit of {order.Request.MaxSeconds} s of worker time. Request it again with more maxSeconds, fewer steps or fewer rows.");
        }
        catch (Exception impossible) when (impossible is ArgumentException or FormatException)
        {
            throw new JobInputException(impossible.Message, impossible);
        }
    }

    CancellationTokenSource Limit(double? most, double before) => most is { } seconds
        ? new CancellationTokenSource(TimeSpan.FromSeconds(Math.Max(0, seconds - before)), time)
        : new CancellationTokenSource();

    async Task<GeneratorDocument> GetOrCreateAsync(string id, FittedGenerator fitted, double seconds, CancellationToken cancellation)
    {
        // A generator without an order was deleted, and nothing would ever delete what is written now.
        if (await patience.RunAsync(token => documents.FindVersionAsync(BlobPaths.GeneratorOrder(id), token), cancellation) is null)
        {
            throw new JobInputException($"The generator '{id}' was deleted while it was being fitted.");
        }

        // Networks that cannot be opened should fail here, not on the platform; the metadata of the surrogate are read from its file.
        using var opened = new OnnxGenerator(id, fitted.Metadata, fitted.Generator, fitted.Cost, fitted.Quality);
        using var quality = SurrogateScorer.Open(id, fitted.Quality);
        var document = new GeneratorDocument
        {
            Id = id,
            Metadata = fitted.Metadata,
            Quality = quality.Metadata,
            GeneratorBlob = await KeepAsync(id, fitted.Generator, cancellation),
            CostBlob = await KeepAsync(id, fitted.Cost, cancellation),
            QualityBlob = await KeepAsync(id, fitted.Quality, cancellation),
            FitSeconds = seconds,
            Worker = options.Name,
        };
        return await patience.RunAsync(
            async token => await documents.TryCreateAsync(BlobPaths.Generator(id), document, CoreJson.Default.GeneratorDocument, token)
                ? document
                : (await documents.ReadAsync(BlobPaths.Generator(id), CoreJson.Default.GeneratorDocument, token)).Value,
            cancellation);
    }

    // The name is a hash of the content, so that a generator always matches its networks, whichever worker writes first.
    async Task<string> KeepAsync(string id, byte[] content, CancellationToken cancellation)
    {
        var path = BlobPaths.GeneratorModel(id, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
        await patience.RunAsync(token => documents.TryCreateBytesAsync(path, content, token), cancellation);
        return path.ToString();
    }
}
