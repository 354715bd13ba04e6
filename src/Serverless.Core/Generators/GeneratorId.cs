using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Generators;

/// <summary>Creates and checks ids of generators, which are used in blob folders, durable instances and URLs.</summary>
public static class GeneratorId
{
    /// <summary>Creates a unique id from a unique value.</summary>
    public static string From(Guid unique) => $"gen-{SearchId.From(unique)}";

    /// <summary>Creates the id for an idempotency key: equal keys give equal ids.</summary>
    public static string From(string idempotencyKey) => $"gen-{SearchId.From(idempotencyKey)}";

    /// <summary>Returns whether a text is a valid generator id; the rule is that of surrogates, see <see cref="SurrogateId.IsValid"/>.</summary>
    public static bool IsValid(string text) => SurrogateId.IsValid(text);
}
