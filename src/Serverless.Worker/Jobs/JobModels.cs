using System.Security.Cryptography;
using Serverless.Application.Storage;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Stores and reads exported networks.</summary>
sealed class JobModels(IDocumentStore documents, StoragePatience patience)
{
    /// <summary>Reads a network.</summary>
    /// <exception cref="DocumentException">The network does not exist.</exception>
    public Task<byte[]> ReadAsync(BlobPath path, CancellationToken cancellation) => patience.RunAsync(
        async token => await documents.FindLargeAsync(path, token) ?? await documents.ReadBytesAsync(path, token), cancellation);

    /// <summary>Stores the weights of a network beside it; like the network itself, they are never replaced.</summary>
    /// <param name="model">The network, from the same training.</param>
    /// <param name="weights">The weights as a safetensors file.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public Task KeepWeightsAsync(BlobPath model, byte[] weights, CancellationToken cancellation) =>
        TryCreateAsync(BlobPaths.WeightsOf(model), weights, cancellation);

    /// <summary>Stores the network that a job trained.</summary>
    /// <returns>
    /// The path of the network. A network is never replaced under its name, so that a metric always belongs to the network that it was measured on.
    /// </returns>
    public async Task<BlobPath> GetOrCreateAsync(string jobId, byte[] model, CancellationToken cancellation)
    {
        var path = BlobPaths.JobModel(jobId);
        if (await TryCreateAsync(path, model, cancellation) || (await ReadAsync(path, cancellation)).AsSpan().SequenceEqual(model))
        {
            return path;
        }

        // An earlier worker died between its export and its result, and had trained on another kind of device.
        var other = BlobPaths.JobModel(jobId, Convert.ToHexStringLower(SHA256.HashData(model))[..16]);
        await TryCreateAsync(other, model, cancellation);
        return other;
    }

    Task<bool> TryCreateAsync(BlobPath path, byte[] model, CancellationToken cancellation) =>
        patience.RunAsync(token => documents.TryCreateBytesAsync(path, model, token), cancellation);
}
