using Serverless.Learning.Generators.Modnas;
using Serverless.Learning.Generators.Pnag;

namespace Serverless.Learning.Generators;

/// <summary>The fitters by name.</summary>
public static class GeneratorFitters
{
    static readonly IGeneratorFitter[] All = [new ModnasFitter(), new PnagFitter()];

    /// <summary>The kinds that can be fitted, in ordinal order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(fitter => fitter.Kind).Order(StringComparer.Ordinal)];

    /// <summary>The fitter of a kind, or null.</summary>
    public static IGeneratorFitter? Find(string kind) => Array.Find(All, fitter => fitter.Kind == kind);
}
