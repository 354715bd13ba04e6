using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Serverless.Core.Fronts;

/// <summary><c>{id}/front.json</c>: a front as it is kept. A large one has its members in parts beside it, and none here.</summary>
public sealed record FrontHead : FrontDocument
{
    [JsonConstructor]
    public FrontHead()
    {
    }

    [SetsRequiredMembers]
    public FrontHead(FrontDocument front)
        : base(front)
    {
    }

    /// <value>Where the members are, in order; null when they are here.</value>
    public IReadOnlyList<FrontPart>? Parts { get; init; }

    /// <value>Names of parts that only the front before had; the next write removes them. Null when there are none.</value>
    public IReadOnlyList<string>? Replaced { get; init; }
}

/// <summary>A range of a front's members in a document of its own.</summary>
/// <param name="Name">Of the document; it never holds anything else.</param>
/// <param name="Members">How many.</param>
/// <param name="Bytes">Of all members together.</param>
public sealed record FrontPart(string Name, int Members, int Bytes)
{
    /// <summary>Whether a text can be the name of a part: digits, small letters and hyphens.</summary>
    public static bool IsName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterLower(letter) || letter == '-');
    }
}

/// <summary><c>{id}/front/{name}.json</c>: a part of a front.</summary>
public sealed record FrontPartDocument
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>In the front's order.</value>
    public required IReadOnlyList<FrontMember> Members { get; init; }
}
