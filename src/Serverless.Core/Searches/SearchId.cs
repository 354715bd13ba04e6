using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Searches;

/// <summary>Creates and checks search ids, which are used in blob folders, durable instances and URLs.</summary>
public static class SearchId
{
    /// <summary>Folders next to those of the searches, whose names are not valid ids.</summary>
    public const string IdempotencyFolder = "idempotency";
    public const string IndexFolder = "newest";
    public const string UnendedFolder = "unended";

    const int HashDigits = 20;
    const int Shortest = 3;
    const int Longest = 63;

    /// <summary>Creates a unique id from a unique value.</summary>
    public static string From(Guid unique) => Hash(unique.ToByteArray());

    /// <summary>Creates the id for an idempotency key: equal keys give equal ids.</summary>
    public static string From(string idempotencyKey) => Hash(Encoding.UTF8.GetBytes(idempotencyKey));

    /// <summary>Returns whether a text is a valid search id: 3 to 63 of a-z, 0-9 and single hyphens inside, the first a letter.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= Shortest and <= Longest
        && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
        && text[^1] != '-'
        && !text.Contains("--", StringComparison.Ordinal)
        && text is not (IdempotencyFolder or IndexFolder or UnendedFolder);

    /// <summary>Returns whether a user can choose this id: it is valid, and not the name of a part of a search, such as <c>nightly-c1</c>.</summary>
    public static bool IsChoosable(string text) => IsValid(text) && !IsPart(text.AsSpan(text.LastIndexOf('-') + 1), text.Contains('-', StringComparison.Ordinal));

    // Evaluations and tests run next to their search; their names are its id with a suffix such as c12 or t3.
    static bool IsPart(ReadOnlySpan<char> last, bool isLastOfSeveral) =>
        isLastOfSeveral && last.Length > 1 && last[0] is 'c' or 'r' or 't' && last[1..].IndexOfAnyExceptInRange('0', '9') < 0;

    static string Hash(byte[] content) => $"s{Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]}";
}
