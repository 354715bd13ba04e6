using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Reads registered surrogates from which fits start.</summary>
sealed class KnownSurrogates(IDocumentStore documents, StoragePatience patience)
{
    /// <summary>Reads a surrogate with its weights.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    /// <exception cref="JobInputException">A fit cannot start from this surrogate.</exception>
    public async Task<FittedSurrogate> ReadAsync(string id, CancellationToken cancellation)
    {
        if (!SurrogateId.IsValid(id))
        {
            throw new JobInputException($"A warm start needs a surrogate; '{id}' is not a surrogate id.");
        }

        var document = (await patience.RunAsync(
            token => documents.ReadAsync(BlobPaths.Surrogate(id), CoreJson.Default.SurrogateDocument, token), cancellation)).Value;
        var path = WeightsOf(document);
        var weights = await patience.RunAsync(token => documents.ReadBytesAsync(path, token), cancellation);
        try
        {
            return SurrogateFitters.Find(document.Metadata.Kind) is IWarmStartFitter fitter
                ? fitter.Restore(document.Metadata, weights)
                : throw new JobInputException($"A fit cannot start from a surrogate of kind '{document.Metadata.Kind}'.");
        }
        catch (InvalidDataException broken)
        {
            throw new JobInputException($"A fit cannot start from the weights '{path}': {broken.Message}", broken);
        }
    }

    static BlobPath WeightsOf(SurrogateDocument document)
    {
        try
        {
            return document.WeightsBlob is { } named && BlobPath.Parse(named) is { Container: BlobPaths.Surrogates } path
                ? path
                : throw new JobInputException($"The surrogate '{document.Id}' was stored without weights, so a fit cannot start from it.");
        }
        catch (FormatException malformed)
        {
            throw new JobInputException(malformed.Message, malformed);
        }
    }
}
