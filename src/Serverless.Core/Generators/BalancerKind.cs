namespace Serverless.Core.Generators;

/// <summary>The names, in requests, of the methods that combine gradients or losses of several devices or objectives into one step.</summary>
public static class BalancerKind
{
    const string Sequential = "sequential";

    /// <value>The methods that need no options, in ordinal order.</value>
    public static IReadOnlyList<string> Names { get; } =
        ["cagrad", "chebyshev", "dwa", "equal", "gradnorm", "mgda", "pcgrad", Sequential, "smooth-chebyshev", "uncertainty"];

    /// <value>The methods for fits of surrogates: all that make a single step from several losses.</value>
    public static IReadOnlyList<string> OfSurrogates { get; } = [.. Names.Where(name => name != Sequential)];
}
