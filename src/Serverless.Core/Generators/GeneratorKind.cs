namespace Serverless.Core.Generators;

/// <summary>
/// The names, in requests, files and reports, of the systems that are fitted once and then generate architectures for any device and budget.
/// </summary>
public static class GeneratorKind
{
    /// <summary>A hypernetwork from a preference and a device to a distribution of architectures (Sukthanker et al. 2025).</summary>
    public const string Modnas = "modnas";

    /// <summary>A recurrent policy conditioned on a latency budget, trained with a reward that ranks by dominance (Guo et al. 2021).</summary>
    public const string Pnag = "pnag";

    public static IReadOnlyList<string> Names { get; } = [Modnas, Pnag];
}
