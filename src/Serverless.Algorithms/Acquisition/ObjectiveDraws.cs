using Serverless.Algorithms.Models;
using Serverless.Algorithms.Sampling;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Draws of the values that candidates have without noise, in the objectives' own units, joint over those that are fixed.</summary>
/// <remarks>
/// Objectives are independent, but for draws that are whole. Normal numbers are those of one scrambled Sobol sequence, a coordinate for each
/// objective of each candidate that is fixed, so that all candidates that may be next see the same numbers.
/// </remarks>
sealed class ObjectiveDraws
{
    readonly OutputTransform[] _transforms;
    readonly IJointDraws[] _draws;
    readonly SobolSequence? _sequence;
    readonly double[] _normals;

    /// <param name="transforms">One for each objective.</param>
    /// <param name="draws">One for each objective, of the same columns.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="columns">How many candidates.</param>
    /// <param name="mostFixed">How many columns are fixed at most, before the one that is looked at.</param>
    /// <param name="seed">Of the normal numbers.</param>
    public ObjectiveDraws(OutputTransform[] transforms, IJointDraws[] draws, int count, int columns, int mostFixed, long seed)
    {
        (_transforms, _draws, Count, Columns) = (transforms, draws, count, columns);
        AreWhole = Array.TrueForAll(draws, one => one.AreWhole);
        _sequence = AreWhole ? null : new SobolSequence((mostFixed + 1) * draws.Length, seed);
        _normals = new double[count];
    }

    /// <value>How many draws.</value>
    public int Count { get; }

    /// <value>How many candidates.</value>
    public int Columns { get; }

    public int Objectives => _draws.Length;

    /// <value>Whether fixing a column moves no other.</value>
    public bool AreWhole { get; }

    /// <summary>Draws a candidate's values and fixes them: draws × objectives, row-major.</summary>
    public double[] Fix(int column)
    {
        var values = new double[Count * _draws.Length];
        for (var k = 0; k < _draws.Length; k++)
        {
            for (var draw = 0; draw < Count; draw++)
            {
                _normals[draw] = Normal(draw, k);
            }

            _draws[k].Fix(column, _normals);
            for (var draw = 0; draw < Count; draw++)
            {
                values[(draw * _draws.Length) + k] = _transforms[k].Restore(_draws[k].Means(draw)[column]);
            }
        }

        return values;
    }

    /// <summary>Modelled means of all columns in one draw, given what was fixed.</summary>
    public ReadOnlySpan<double> Means(int draw, int objective) => _draws[objective].Means(draw);

    /// <summary>The standard deviation of a column's modelled value without noise, given what was fixed.</summary>
    public double Deviation(int objective, int column) => _draws[objective].Deviation(column);

    /// <summary>The values that columns have in one draw if they are fixed next, each given those that were fixed before.</summary>
    /// <param name="draw">Which.</param>
    /// <param name="objective">Which.</param>
    /// <param name="values">As many as columns, or more.</param>
    public void WriteNext(int draw, int objective, Span<double> values)
    {
        var (draws, transform) = (_draws[objective], _transforms[objective]);
        var normal = Normal(draw, objective);
        var means = draws.Means(draw);
        for (var column = 0; column < means.Length; column++)
        {
            values[column] = transform.Restore(means[column] + (normal * draws.Deviation(column)));
        }
    }

    /// <summary>The value that a column has in one draw, where draws are whole.</summary>
    public double Whole(int draw, int objective, int column) => _transforms[objective].Restore(_draws[objective].Means(draw)[column]);

    /// <summary>The number of the column that is fixed next; of no account where draws are whole.</summary>
    double Normal(int draw, int objective)
    {
        var coordinate = (_draws[objective].Fixed * _draws.Length) + objective;
        return _sequence is null ? 0 : NormalQuantile.Of((_sequence.Bits((uint)draw, coordinate) + 0.5) / (1L << 32));
    }
}
