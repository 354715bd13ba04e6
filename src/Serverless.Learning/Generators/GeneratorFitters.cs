using Serverless.Learning.Generators.Modnas;
using Serverless.Learning.Generators.Pnag;

namespace Serverless.Learning.Generators;

/// <summary>The generator fitters by kind.</summary>
public static class GeneratorFitters
{
    static readonly IGeneratorFitter[] All = [new ModnasFitter(), new PnagFitter()];

    /// <summary>The kinds of generators that can be fitted, in ordinal order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(fitter => fitter.Kind).Order(StringComparer.Ordinal)];

    /// <summary>Returns the fitter of a kind; null if there is none.</summary>
    public static IGeneratorFitter? Find(string kind) => Array.Find(All, fitter => fitter.Kind == kind);
}
