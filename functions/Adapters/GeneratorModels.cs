using Serverless.Application.Generators;
using Serverless.Application.Storage;
using Serverless.Core.Generators;
using Serverless.Inference.Generators;
using Serverless.Inference;

namespace Serverless.Functions.Adapters;

/// <summary>Queries generators from storage. The sessions of the most recently used ones stay open between invocations.</summary>
public sealed class GeneratorModels(IDocumentStore store) : IGeneratorModels, IDisposable
{
    /// <summary>The number of sessions that stay open; a generator takes a few megabytes.</summary>
    const int MostKept = 8;

    readonly KeptModels<OnnxGenerator> _kept = new(MostKept);

    /// <inheritdoc/>
    public async Task<T> UseAsync<T>(GeneratorDocument generator, Func<IGeneratorModel, T> ask, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(ask);

        try
        {
            // The key contains the blobs: a generator that was deleted and fitted again under the same id has different networks.
            return await _kept.UseAsync(
                $"{generator.Id} {generator.GeneratorBlob} {generator.CostBlob} {generator.QualityBlob}", () => OpenAsync(generator, cancellation), ask);
        }
        catch (ModelException unusable)
        {
            throw new DocumentException(BlobPaths.Generator(generator.Id), $"names networks that cannot be used. {unusable.Message} Fit it again.", unusable);
        }
    }

    public void Dispose() => _kept.Dispose();

    async Task<OnnxGenerator> OpenAsync(GeneratorDocument generator, CancellationToken cancellation) => new(
        generator.Id,
        generator.Metadata,
        await ReadAsync(generator, generator.GeneratorBlob, cancellation),
        await ReadAsync(generator, generator.CostBlob, cancellation),
        await ReadAsync(generator, generator.QualityBlob, cancellation));

    async Task<byte[]> ReadAsync(GeneratorDocument generator, string blob, CancellationToken cancellation)
    {
        var path = BlobPath.Parse(blob);
        return path.Container == BlobPaths.Generators
            ? await store.ReadBytesAsync(path, cancellation)
            : throw new DocumentException(BlobPaths.Generator(generator.Id), $"names '{path}', which is not a generator's network.");
    }
}
