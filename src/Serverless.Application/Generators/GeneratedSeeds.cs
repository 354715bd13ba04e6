using Serverless.Core.Generators;
using Serverless.Core.Searches.Requests;
using Serverless.Application.Storage;

namespace Serverless.Application.Generators;

/// <summary>The seeds that requests for searches ask generators for.</summary>
public sealed class GeneratedSeeds(AskGenerator generators, GeneratorRegistry registry)
{
    /// <summary>What the generator answers that a body names.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<SeedsAnswer> AnswerAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (SeedsFromSection.In(body) is not { } asked)
        {
            return SeedsAnswer.None;
        }

        var (answer, fault) = await generators.AskAsync(new AskedArchitectures(asked.Generator, asked.Device, asked.Limit, asked.Count, asked.Seed), cancellation);
        return answer is null
            ? new SeedsAnswer(asked, "", [], fault)
            : new SeedsAnswer(
                asked, (await registry.FindReadyAsync(asked.Generator, cancellation))?.Metadata.Space.Name ?? "", [.. answer.Architectures.Select(one => one.Architecture)]);
    }
}
