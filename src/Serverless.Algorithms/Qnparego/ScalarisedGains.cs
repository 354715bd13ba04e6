using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.ModelBased.Draws;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Qnparego;

/// <summary>
/// Computes by how much candidates improve a scalarisation: in each draw over the best of the observed, the pending and the previously chosen
/// candidates.
/// </summary>
/// <param name="draws">The number of draws.</param>
/// <param name="objectives">The number of objectives m.</param>
/// <param name="means">The means of the observed candidates, which scale the objectives: observed × m.</param>
sealed class ScalarisedGains(int draws, int objectives, double[] means) : IDrawnGains
{
    readonly double[] _best = new double[draws];
    readonly List<double[]> _fixed = [];
    readonly double[] _point = new double[objectives];
    ChebyshevScalarisation? _scalarisation;

    /// <value>False, since a candidate can gain much in the next scalarisation even if it gained nothing in the last.</value>
    public bool NeverGrow => false;

    /// <summary>Draws a new scalarisation.</summary>
    public void Begin(RandomStream random)
    {
        _scalarisation = new ChebyshevScalarisation(means, ChebyshevScalarisation.Weights(objectives, random));
        for (var draw = 0; draw < _best.Length; draw++)
        {
            _best[draw] = _fixed.Count == 0
                ? ChebyshevScalarisation.Least
                : _fixed.Max(values => _scalarisation.Of(values.AsSpan(draw * objectives, objectives)));
        }
    }

    public void Add(ReadOnlySpan<double> values) => _fixed.Add([.. values]);

    public void AddGains(int draw, double[][] values, Span<double> gains)
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
