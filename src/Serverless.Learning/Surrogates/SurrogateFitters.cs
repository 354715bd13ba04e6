using Serverless.Learning.Surrogates.BrpNas;
using Serverless.Learning.Surrogates.Gates;
using Serverless.Learning.Surrogates.GaussianProcesses;
using Serverless.Learning.Surrogates.HwPrNas;
using Serverless.Learning.Surrogates.Lclr;
using Serverless.Learning.Surrogates.Linear;
using Serverless.Learning.Surrogates.ParetoHybrid;
using Serverless.Learning.Surrogates.Trees;

namespace Serverless.Learning.Surrogates;

/// <summary>The surrogate fitters by kind.</summary>
public static class SurrogateFitters
{
    static readonly ISurrogateFitter[] All =
    [
        new BrpNasFitter(), new GatesFitter(), new HwPrNasFitter(), new LclrFitter(), new ParetoHybridFitter(),
        new BitOperationsFitter(), new BoostedTreesFitter(), new GaussianProcessFitter(), new LookupFitter(), new ProcessTreesFitter(),
        new RidgeFitter(),
    ];

    /// <summary>The kinds of surrogates that can be fitted, in ordinal order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(fitter => fitter.Kind).Order(StringComparer.Ordinal)];

    /// <summary>Returns the fitter of a kind; null if there is none.</summary>
    public static ISurrogateFitter? Find(string kind) => Array.Find(All, fitter => fitter.Kind == kind);
}
