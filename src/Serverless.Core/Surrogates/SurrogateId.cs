using Serverless.Core.Searches;

namespace Serverless.Core.Surrogates;

/// <summary>Creates and checks ids of surrogates, which are used in blob folders, durable instances and URLs.</summary>
public static class SurrogateId
{
    const int Longest = 90;

    /// <summary>Returns the id of the surrogate that a search requests before a generation.</summary>
    public static string Of(string searchId, int generation) => FormattableString.Invariant($"{searchId}-g{generation}");

    /// <summary>Creates a unique id from a unique value.</summary>
    public static string From(Guid unique) => $"fit-{SearchId.From(unique)}";

    /// <summary>Creates the id for an idempotency key: equal keys give equal ids.</summary>
    public static string From(string idempotencyKey) => $"fit-{SearchId.From(idempotencyKey)}";

    /// <summary>Returns whether a text is a valid surrogate id: 3 to 90 of a-z, 0-9 and hyphens, the first a letter.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= 3 and <= Longest
        && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
