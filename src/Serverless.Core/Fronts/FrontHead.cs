using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Serverless.Core.Fronts;

/// <summary><c>{id}/front.json</c>: a front as it is stored. A large front has its members in separate parts, and none in this document.</summary>
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

    /// <value>The parts that hold the members, in order; null when this document holds them.</value>
    public IReadOnlyList<FrontPart>? Parts { get; init; }

    /// <value>The names of parts that only the previous front has, to be removed by the next write. Null when there are none.</value>
    public IReadOnlyList<string>? Replaced { get; init; }
}

/// <summary>A part of a front: a range of members in a document of its own.</summary>
/// <param name="Name">The name of the document, whose content never changes.</param>
/// <param name="Members">The number of members.</param>
/// <param name="Bytes">The size of all members together, in bytes.</param>
public sealed record FrontPart(string Name, int Members, int Bytes)
{
    /// <summary>Returns whether a text can be the name of a part: digits, lowercase letters and hyphens.</summary>
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

    /// <value>The members, in the order of the front.</value>
    public required IReadOnlyList<FrontMember> Members { get; init; }
}
