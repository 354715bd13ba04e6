namespace Serverless.Domain.Spaces;

/// <summary>The search spaces that requests can name.</summary>
public static class SearchSpaces
{
    static readonly SearchSpace[] All = [new NasBench201Space()];

    /// <summary>Their names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(space => space.Name).Order(StringComparer.Ordinal)];

    /// <summary>The space of that name (case matters), or null.</summary>
    public static SearchSpace? Find(string name) => Array.Find(All, space => space.Name == name);
}
