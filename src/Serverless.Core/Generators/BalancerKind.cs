namespace Serverless.Core.Generators;

/// <summary>The names of the rules by which gradients or losses of several devices become one step, as requests spell them.</summary>
public static class BalancerKind
{
    /// <value>Those that need nothing but their name, in ordinal order.</value>
    public static IReadOnlyList<string> Names { get; } =
        ["cagrad", "chebyshev", "dwa", "equal", "gradnorm", "mgda", "pcgrad", "sequential", "smooth-chebyshev", "uncertainty"];
}
