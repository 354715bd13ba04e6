using Serverless.Spaces.Definitions;
using Serverless.Spaces.Recipes;

namespace Serverless.Spaces;

/// <summary>The search spaces that requests can name.</summary>
public static class SearchSpaces
{
    static readonly SearchSpace[] All =
    [
        new PublishedSpace(new NasBench201Space()), new NasBench201Space(),
        new PublishedSpace(new NasBenchMacroSpace()), new NasBenchMacroSpace(),
        new MobileSpace(), new FbnetSpace(),
    ];

    /// <summary>The names of the spaces, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = NamesOf(All);

    /// <summary>The names of the spaces whose networks workers can train, in ordinal order.</summary>
    public static IReadOnlyList<string> Trainable { get; } = NamesOf(All.Where(space => space.HasNetwork));

    /// <summary>Returns the space with the given name (case-sensitive), or null.</summary>
    public static SearchSpace? Find(string name) => Array.Find(All, space => space.Name == name);

    /// <summary>Returns the space that a specification defines or names; null when there is no such space.</summary>
    /// <exception cref="ArgumentException">The specification has a definition with errors, which requests reject.</exception>
    public static SearchSpace? Of(SpaceSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var space = specification.Definition is null ? BuiltIn(specification) : OwnSpaces.Of(specification with { Recipe = null });
        return specification.Recipe is { } recipe && space is CategoricalSpace networks ? new JointSpace(networks, recipe) : space;
    }

    static SearchSpace? BuiltIn(SpaceSpecification specification)
    {
        var space = Find(specification.Name);
        return space is MobileSpace && specification.BitWidths is { } widths ? MobileSpace.Of(widths) : space;
    }

    static string[] NamesOf(IEnumerable<SearchSpace> spaces) => [.. spaces.Select(space => space.Name).Order(StringComparer.Ordinal)];
}
