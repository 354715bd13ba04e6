using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Draws;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Qnparego;

/// <summary>Chooses each candidate by noisy expected improvement of a scalarisation of its own.</summary>
/// <remarks>
/// The scalarisation is of joint draws of the objectives, which are modelled apart; in each draw the best of what was observed, of what
/// is pending and of what was chosen before is what has to be improved on.
/// </remarks>
sealed class QnparegoSelection : SampledSelection
{
    readonly double[] _means;
    readonly double[] _best;
    readonly List<double[]> _fixed = [];
    readonly double[] _point;
    ChebyshevScalarisation? _scalarisation;

    QnparegoSelection(FittedModels fitted, int draws, CandidateScreen screen, int[] baseline, double[] means)
        : base(fitted, draws, screen, baseline, ScalarisedList.Of(fitted, screen, means, ListSize(fitted)))
    {
        (_means, _best, _point) = (means, new double[draws], new double[fitted.Models.Length]);
        Draw(fitted, baseline.Length);
    }

    /// <param name="fitted">The models.</param>
    /// <param name="draws">How many.</param>
    public static QnparegoSelection Create(FittedModels fitted, int draws)
    {
        // Weights are positive, so what no draw has on its front is in no draw the best.
        var observed = Baseline.Of(fitted);
        var baseline = Baseline.Prune(fitted, observed);
        var screen = new CandidateScreen(fitted, baseline);
        double[] means = [.. observed.SelectMany(place => screen.Marginals.Select(marginals => marginals.Value(place)))];
        return new QnparegoSelection(fitted, draws, screen, baseline, means);
    }

    protected override void Begin(RandomStream random)
    {
        _scalarisation = new ChebyshevScalarisation(_means, ChebyshevScalarisation.Weights(_point.Length, random));
        for (var draw = 0; draw < _best.Length; draw++)
        {
            _best[draw] = _fixed.Count == 0
                ? ChebyshevScalarisation.Least
                : _fixed.Max(values => _scalarisation.Of(values.AsSpan(draw * _point.Length, _point.Length)));
        }
    }

    protected override void Join(double[] values) => _fixed.Add(values);

    protected override void AddGains(int draw, double[][] values, Span<double> gains)
    {
        for (var i = 0; i < gains.Length; i++)
        {
            for (var k = 0; k < _point.Length; k++)
            {
                _point[k] = values[k][i];
            }

            gains[i] += Math.Max(0, _scalarisation!.Of(_point) - _best[draw]);
        }
    }
}
