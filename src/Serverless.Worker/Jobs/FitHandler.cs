using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Worker.Accounting;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Fits a surrogate to the examples of its specification, exports it and stores it; the first one that is stored stays.</summary>
sealed class FitHandler(
    WorkerOptions options, IDocumentStore documents, KnownSurrogates surrogates, StoragePatience patience, WorkClock clock, TimeProvider time, ILogger<FitHandler> log) : IJobHandler
{
    public JobKind Kind => JobKind.Fit;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var id = job.Surrogate is { } named && SurrogateId.IsValid(named)
            ? named
            : throw new JobInputException($"A job of kind {job.Kind} must name a surrogate; '{job.Surrogate}' is not a surrogate id.");
        var order = await patience.RunAsync(
            token => documents.ReadAsync(BlobPaths.FitSpecification(id), CoreJson.Default.FitSpecification, token), cancellation);
        var begun = time.GetTimestamp();
        clock.Switch(WorkKind.Training);
        using var known = order.Value.WarmStart is { } start ? await surrogates.ReadAsync(start.Surrogate, cancellation) : null;
        using var fitted = Fit(job.Id, order.Value, known, cancellation);
        var (model, weights) = (fitted.ToOnnx(), fitted.ToWeights());
        clock.Switch(WorkKind.Other);
        var seconds = time.GetElapsedTime(begun).TotalSeconds;
        var written = await GetOrCreateAsync(id, fitted, model, weights, seconds, cancellation);
        var metrics = new Dictionary<string, double> { ["examples"] = written.Metadata.Training.Size };
        if (written.Metadata.HeldOut?.KendallTauB is { } correlation)
        {
            metrics["heldOutKendallTauB"] = correlation;
        }

        return new JobOutput(metrics, seconds, fitted.RanOn, written.ModelBlob);
    }

    FittedSurrogate Fit(string jobId, FitSpecification order, FittedSurrogate? known, CancellationToken cancellation)
    {
        if (order.Kind == SurrogateKind.DeviceTransfer)
        {
            return Guarded(() => OrderedFit.FitDevice(order));
        }

        var fitter = SurrogateFitters.Find(order.Kind) ?? throw new JobInputException(
            $"There is no fitter of kind '{order.Kind}'; there are {string.Join(", ", SurrogateFitters.Kinds)}.");
        var terms = OrderedFit.OptionsOf(order, options.ThreadsPerJob, options.Device);
        return Guarded(() =>
        {
            var set = OrderedFit.SetOf(order);
            return (known, fitter) switch
            {
                (null, _) => fitter.Fit(set, terms, cancellation, Tell),
                (_, not IWarmStartFitter) => throw new JobInputException($"A fit of kind '{order.Kind}' cannot start from another surrogate; only {string.Join(" or ", SurrogateDescription.WarmStarted)} can."),
                (_, IWarmStartFitter adapting) => order.WarmStart?.Mode == WarmStartMode.FineTune
                    ? adapting.FineTune(known, set, terms, cancellation, Tell)
                    : adapting.FitHeads(known, set, terms, cancellation, Tell),
            };
        });

        void Tell(SurrogateFitProgress progress) => log.Fitted(jobId, progress.Done, progress.Total, progress.Loss);
    }

    static FittedSurrogate Guarded(Func<FittedSurrogate> fit)
    {
        try
        {
            return fit();
        }
        catch (Exception impossible) when (impossible is ArgumentException or FormatException)
        {
            throw new JobInputException(impossible.Message, impossible);
        }
    }

    async Task<SurrogateDocument> GetOrCreateAsync(
        string id, FittedSurrogate fitted, byte[] model, byte[]? weights, double seconds, CancellationToken cancellation)
    {
        // The name is a hash of the content, so that a surrogate always matches its network, whichever worker writes first.
        var path = BlobPaths.SurrogateModel(id, HashOf(model));
        await patience.RunAsync(token => documents.TryCreateBytesAsync(path, model, token), cancellation);
        BlobPath? beside = weights is null ? null : BlobPaths.SurrogateWeights(id, HashOf(weights));
        if (beside is { } place)
        {
            await patience.RunAsync(token => documents.TryCreateBytesAsync(place, weights!, token), cancellation); // there are both, or none
        }

        var document = new SurrogateDocument
        {
            Id = id,
            Metadata = fitted.Metadata,
            ModelBlob = path.ToString(),
            WeightsBlob = beside?.ToString(),
            Tables = fitted.ToTables(),
            FitSeconds = seconds,
            Worker = options.Name,
        };
        return await patience.RunAsync(
            async token => await documents.TryCreateAsync(BlobPaths.Surrogate(id), document, CoreJson.Default.SurrogateDocument, token)
                ? document
                : (await documents.ReadAsync(BlobPaths.Surrogate(id), CoreJson.Default.SurrogateDocument, token)).Value,
            cancellation);
    }

    static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];
}
