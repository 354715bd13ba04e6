namespace Serverless.Core.Generators;

/// <summary>The names of the rules by which gradients or losses of several devices or objectives become one step, as requests spell them.</summary>
public static class BalancerKind
{
    const string Sequential = "sequential";

    /// <value>Those that need nothing but their name, in ordinal order.</value>
    public static IReadOnlyList<string> Names { get; } =
        ["cagrad", "chebyshev", "dwa", "equal", "gradnorm", "mgda", "pcgrad", Sequential, "smooth-chebyshev", "uncertainty"];

    /// <value>Those of fits of surrogates: all that make one step of several losses.</value>
    public static IReadOnlyList<string> OfSurrogates { get; } = [.. Names.Where(name => name != Sequential)];
}
