using Serverless.Algorithms.GpEhvi;
using Serverless.Algorithms.ModelBased;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Qnehvi;

/// <summary>Chooses candidates one after the other by noisy expected hypervolume improvement.</summary>
/// <remarks>
/// The gain in a draw is the volume that a candidate adds to the front of that draw. The list is the best of the catalogue by the expected
/// improvement over the front of the means.
/// </remarks>
sealed class QnehviSelection : SampledSelection
{
    /// <summary>Modelled values so many standard deviations below their means count as impossible.</summary>
    const double Reach = 6;

    readonly SampledFronts _fronts;

    QnehviSelection(FittedModels fitted, int draws, CandidateScreen screen, int[] baseline, double[] ideal, double[] reference)
        : base(fitted, draws, screen, baseline, screen.Best(ListSize(fitted), Rate(fitted, screen, ideal, reference)))
    {
        _fronts = new SampledFronts(draws, ideal, reference, RandomStream.For(fitted.Seed, fitted.Generation, int.MaxValue));
        Draw(fitted, baseline.Length);
    }

    /// <param name="fitted">The models.</param>
    /// <param name="draws">How many.</param>
    public static QnehviSelection Create(FittedModels fitted, int draws)
    {
        var baseline = Baseline.Prune(fitted, Baseline.Of(fitted));
        var screen = new CandidateScreen(fitted, baseline);
        var (ideal, reference) = screen.Range();
        return new QnehviSelection(fitted, draws, screen, baseline, ideal, reference);
    }

    protected override void Join(double[] values) => _fronts.Add(values);

    protected override void AddGains(int draw, double[][] values, Span<double> gains) => _fronts.AddGains(draw, values, gains);

    static double[] Rate(FittedModels fitted, CandidateScreen screen, double[] ideal, double[] reference)
    {
        var gains = new double[screen.Chances.Length];
        if (fitted.Models.Length > ExactImprovement.MostObjectives)
        {
            var random = RandomStream.For(fitted.Seed, fitted.Generation, int.MaxValue);
            new SampledImprovement(screen.Front.Points, ideal, reference, Array.ConvertAll(fitted.Models, model => model.Transform), random)
                .Rate(screen.Marginals, gains);
            return gains;
        }

        double[] least =
        [
            .. screen.Marginals.Select(marginals => screen.Open.Select(place => marginals.Means[place] - (Reach * marginals.Deviations[place])).DefaultIfEmpty().Min()),
        ];
        new ExactImprovement(
            Inside(screen.Front.Points, reference),
            reference,
            (k, thresholds) => new Shortfalls(fitted.Models[k].Transform, thresholds, least[k], fitted.Models[k].Process.Noise)).Rate(screen.Marginals, gains);
        return gains;
    }

    static double[] Inside(ReadOnlySpan<double> points, double[] reference)
    {
        var inside = new List<double>();
        for (var start = 0; start < points.Length; start += reference.Length)
        {
            var point = points.Slice(start, reference.Length).ToArray();
            if (point.Zip(reference).All(pair => pair.First < pair.Second))
            {
                inside.AddRange(point);
            }
        }

        return [.. inside];
    }
}
