using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Searches.Requests;
using Serverless.Application.Storage;

namespace Serverless.Application.Generators;

/// <summary>Finds the seed architectures that search requests take from generators.</summary>
public sealed class GeneratedSeeds(AskGenerator generators, GeneratorRegistry registry, IDocumentStore store)
{
    /// <summary>Returns the architectures of the generator that a body names.</summary>
    /// <param name="body">A search request.</param>
    /// <param name="searchId">
    /// The search that the request began if it was submitted before, which keeps the seeds that it began with; null when it was not.
    /// </param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<SeedsAnswer> AnswerAsync(ReadOnlyMemory<byte> body, string? searchId, CancellationToken cancellation)
    {
        if (SeedsFromSection.In(body) is not { } asked)
        {
            return SeedsAnswer.None;
        }

        if (searchId is not null
            && await store.FindAsync(BlobPaths.Request(searchId), CoreJson.Default.SearchRequest, cancellation) is { Value: { Seeds: { } seeds } begun }
            && begun.SeedsFrom == asked)
        {
            return new SeedsAnswer(asked, begun.Space.Name, seeds);
        }

        var (answer, fault) = await generators.AskAsync(new AskedArchitectures(asked.Generator, asked.Device, asked.Limit, asked.Count, asked.Seed), cancellation);
        return answer is null
            ? new SeedsAnswer(asked, "", [], fault)
            : new SeedsAnswer(
                asked, (await registry.FindReadyAsync(asked.Generator, cancellation))?.Metadata.Space.Name ?? "", [.. answer.Architectures.Select(one => one.Architecture)]);
    }
}
