using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Draws;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Qnehvi;

/// <summary>Chooses candidates one at a time by noisy expected hypervolume improvement.</summary>
/// <remarks>
/// The gain in a draw is the volume that a candidate adds to the front of that draw. The short list holds the best of the catalogue by the expected
/// improvement over the front of the means.
/// </remarks>
static class QnehviSelection
{
    /// <param name="fitted">The models.</param>
    /// <param name="draws">The number of draws.</param>
    public static SampledSelection Create(FittedModels fitted, int draws)
    {
        var baseline = Baseline.Prune(fitted, Baseline.Of(fitted));
        var screen = new CandidateScreen(fitted, baseline);
        var (ideal, reference) = screen.Range();
        var list = screen.Best(SampledSelection.ListSize(fitted), Rate(fitted, screen, ideal, reference));
        var fronts = new SampledFronts(draws, ideal, reference, RandomStream.For(fitted.Seed, fitted.Generation, int.MaxValue));
        return new SampledSelection(fitted, draws, screen, baseline, list, fronts);
    }

    static double[] Rate(FittedModels fitted, CandidateScreen screen, double[] ideal, double[] reference)
    {
        var gains = new double[screen.Chances.Length];
        var least = FrontImprovement.Least(screen.Marginals, screen.Open);
        FrontImprovement.Over(screen.Front.Points, ideal, reference, fitted.Models, least, fitted.Seed, fitted.Generation).Rate(screen.Marginals, gains);
        return gains;
    }
}
