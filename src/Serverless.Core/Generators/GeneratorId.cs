using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Generators;

/// <summary>Names of generators; each can name a folder of blobs, a durable instance and a part of a URL.</summary>
public static class GeneratorId
{
    /// <summary>Makes an id that nobody else has, from something that nobody else has.</summary>
    public static string From(Guid unique) => $"gen-{SearchId.From(unique)}";

    /// <summary>Makes the id of an idempotency key: equal keys, equal ids.</summary>
    public static string From(string idempotencyKey) => $"gen-{SearchId.From(idempotencyKey)}";

    /// <summary>Whether a text can be the id of a generator: as the id of a surrogate, see <see cref="SurrogateId.IsValid"/>.</summary>
    public static bool IsValid(string text) => SurrogateId.IsValid(text);
}
