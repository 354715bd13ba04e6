using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core;
using Serverless.Inference.Surrogates;
using Serverless.Inference;
using Serverless.Spaces;

namespace Serverless.Functions.Adapters;

/// <summary>Predicts with surrogates from storage. The sessions of the most recently used ones stay open between invocations.</summary>
public sealed class SurrogateModels(IDocumentStore store) : ISurrogatePredictor, IDisposable
{
    /// <summary>The number of sessions that stay open: concurrent searches on a host have one each, and a session takes a few megabytes.</summary>
    const int MostKept = 8;

    readonly KeptModels<SurrogateScorer> _kept = new(MostKept);

    /// <summary>Returns the predictions of each ensemble member for architectures of the surrogate's space, in their order.</summary>
    /// <exception cref="DocumentException">The surrogate's blobs are missing or broken.</exception>
    /// <exception cref="ModelException">The surrogate's network is invalid, fails, or does not know the platform of the objectives.</exception>
    public Task<IReadOnlyList<CandidatePrediction>> PredictAsync(
        string surrogateId, IReadOnlyList<Objective> objectives, IReadOnlyList<Architecture> architectures, CancellationToken cancellation) => _kept.UseAsync(
            surrogateId,
            () => OpenAsync(surrogateId, cancellation),
            scorer => CandidatePrediction.Split(scorer.Score(architectures, objectives, cancellation)));

    public async Task<string?> FindFaultAsync(string surrogateId, IReadOnlyList<Objective> objectives, CancellationToken cancellation)
    {
        try
        {
            await PredictAsync(surrogateId, objectives, [], cancellation);
            return null;
        }
        catch (Exception unusable) when (unusable is ModelException or DocumentException)
        {
            return unusable.Message;
        }
    }

    public void Dispose() => _kept.Dispose();

    async Task<SurrogateScorer> OpenAsync(string surrogateId, CancellationToken cancellation)
    {
        var document = (await store.ReadAsync(BlobPaths.Surrogate(surrogateId), CoreJson.Default.SurrogateDocument, cancellation)).Value;
        var path = BlobPath.Parse(document.ModelBlob);
        if (path.Container != BlobPaths.Surrogates)
        {
            throw new DocumentException(BlobPaths.Surrogate(surrogateId), $"names '{path}', which is not a surrogate's network.");
        }

        return new SurrogateScorer(path.ToString(), await store.ReadBytesAsync(path, cancellation), document.Metadata);
    }
}
