using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Draws;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Qnparego;

/// <summary>Chooses each candidate by the noisy expected improvement of a scalarisation of its own.</summary>
/// <remarks>The scalarisation is applied to joint draws of the objectives, which are modelled separately.</remarks>
sealed class QnparegoSelection : SampledSelection
{
    readonly ScalarisedGains _gains;

    QnparegoSelection(FittedModels fitted, int draws, CandidateScreen screen, int[] baseline, double[] means, ScalarisedGains gains)
        : base(fitted, draws, screen, baseline, ScalarisedList.Of(fitted, screen, means, ListSize(fitted)), gains) => _gains = gains;

    /// <param name="fitted">The models.</param>
    /// <param name="draws">The number of draws.</param>
    public static QnparegoSelection Create(FittedModels fitted, int draws)
    {
        // Weights are positive, so a candidate that is on the front of no draw is the best in no draw.
        var observed = Baseline.Of(fitted);
        var baseline = Baseline.Prune(fitted, observed);
        var screen = new CandidateScreen(fitted, baseline);
        double[] means = [.. observed.SelectMany(place => screen.Marginals.Select(marginals => marginals.Value(place)))];
        return new QnparegoSelection(fitted, draws, screen, baseline, means, new ScalarisedGains(draws, fitted.Models.Length, means));
    }

    public override int Choose(Func<int, bool> isOpen, RandomStream random)
    {
        _gains.Begin(random);
        return base.Choose(isOpen, random);
    }
}
