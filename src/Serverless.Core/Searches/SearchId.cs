using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Searches;

/// <summary>Makes and checks search ids: they name a folder of blobs, a durable instance and a part of a URL.</summary>
public static class SearchId
{
    /// <summary>Folders that lie beside those of the searches, and are no ids.</summary>
    public const string IdempotencyFolder = "idempotency";
    public const string IndexFolder = "newest";
    public const string UnendedFolder = "unended";

    const int HashDigits = 20;
    const int Shortest = 3;
    const int Longest = 63;

    /// <summary>Makes an id that nobody else has, from something that nobody else has.</summary>
    public static string From(Guid unique) => Hash(unique.ToByteArray());

    /// <summary>Makes the id of an idempotency key: equal keys, equal ids.</summary>
    public static string From(string idempotencyKey) => Hash(Encoding.UTF8.GetBytes(idempotencyKey));

    /// <summary>Whether a text can be a search id: 3 to 63 of a-z, 0-9 and single hyphens inside, the first a letter.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= Shortest and <= Longest
        && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
        && text[^1] != '-'
        && !text.Contains("--", StringComparison.Ordinal)
        && text is not (IdempotencyFolder or IndexFolder or UnendedFolder);

    /// <summary>Whether somebody may choose this id: valid, and no name of a part of a search, such as <c>nightly-c1</c>.</summary>
    public static bool IsChoosable(string text) => IsValid(text) && !IsPart(text.AsSpan(text.LastIndexOf('-') + 1), text.Contains('-', StringComparison.Ordinal));

    // Evaluations and tests run beside their search, and are named after it with a last part such as c12 or t3.
    static bool IsPart(ReadOnlySpan<char> last, bool isLastOfSeveral) =>
        isLastOfSeveral && last.Length > 1 && last[0] is 'c' or 'r' or 't' && last[1..].IndexOfAnyExceptInRange('0', '9') < 0;

    static string Hash(byte[] content) => $"s{Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]}";
}
