using System.Security.Cryptography;
using Serverless.Application.Storage;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Exported networks in storage.</summary>
sealed class JobModels(IDocumentStore documents, StoragePatience patience)
{
    /// <summary>Reads a network.</summary>
    /// <exception cref="DocumentException">It is not there.</exception>
    public Task<byte[]> ReadAsync(BlobPath path, CancellationToken cancellation) => patience.RunAsync(
        async token => await documents.FindLargeAsync(path, token) ?? await documents.ReadBytesAsync(path, token), cancellation);

    /// <summary>Keeps the weights of a network beside it, as never replaced as the network itself.</summary>
    /// <param name="model">The network, of the same training.</param>
    /// <param name="weights">A safetensors file.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task KeepWeightsAsync(BlobPath model, byte[] weights, CancellationToken cancellation) =>
        TryCreateAsync(BlobPaths.WeightsOf(model), weights, cancellation);

    /// <summary>Keeps the network that a job trained.</summary>
    /// <returns>Where it is: one network per name, never replaced, so that a metric and the network it is of cannot part.</returns>
    public async Task<BlobPath> GetOrCreateAsync(string jobId, byte[] model, CancellationToken cancellation)
    {
        var path = BlobPaths.JobModel(jobId);
        if (await TryCreateAsync(path, model, cancellation) || (await ReadAsync(path, cancellation)).AsSpan().SequenceEqual(model))
        {
            return path;
        }

        // An earlier worker died between its export and its result, and trained on another kind of device.
        var other = BlobPaths.JobModel(jobId, Convert.ToHexStringLower(SHA256.HashData(model))[..16]);
        await TryCreateAsync(other, model, cancellation);
        return other;
    }

    Task<bool> TryCreateAsync(BlobPath path, byte[] model, CancellationToken cancellation) =>
        patience.RunAsync(token => documents.TryCreateBytesAsync(path, model, token), cancellation);
}
