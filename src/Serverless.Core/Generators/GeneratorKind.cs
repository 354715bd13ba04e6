namespace Serverless.Core.Generators;

/// <summary>The names of the systems that are fitted once and then answer for any device and budget, as requests, files and reports spell them.</summary>
public static class GeneratorKind
{
    /// <summary>A hypernetwork from a preference and a device to a distribution of architectures (Sukthanker et al. 2025).</summary>
    public const string Modnas = "modnas";

    /// <summary>A recurrent policy that is told a latency budget, trained by a reward that ranks by dominance (Guo et al. 2021).</summary>
    public const string Pnag = "pnag";

    public static IReadOnlyList<string> Names { get; } = [Modnas, Pnag];
}
