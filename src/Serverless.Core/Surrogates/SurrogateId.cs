using Serverless.Core.Searches;

namespace Serverless.Core.Surrogates;

/// <summary>Names of surrogates; each can name a folder of blobs, a durable instance and a part of a URL.</summary>
public static class SurrogateId
{
    const int Longest = 90;

    /// <summary>The surrogate that a search asks for before a generation.</summary>
    public static string Of(string searchId, int generation) => FormattableString.Invariant($"{searchId}-g{generation}");

    /// <summary>Makes an id that nobody else has, from something that nobody else has.</summary>
    public static string From(Guid unique) => $"fit-{SearchId.From(unique)}";

    /// <summary>Makes the id of an idempotency key: equal keys, equal ids.</summary>
    public static string From(string idempotencyKey) => $"fit-{SearchId.From(idempotencyKey)}";

    /// <summary>Whether a text can be the id of a surrogate: 3 to 90 of a-z, 0-9 and hyphens, the first a letter.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= 3 and <= Longest
        && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
