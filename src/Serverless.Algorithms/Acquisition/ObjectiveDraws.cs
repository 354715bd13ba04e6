using Serverless.Algorithms.Models;
using Serverless.Algorithms.Sampling;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Draws the noise-free values of candidates, in the objectives' own units, jointly with the candidates that are already fixed.</summary>
/// <remarks>
/// Objectives are drawn independently, except where draws are whole. The normal numbers come from one scrambled Sobol sequence, with a coordinate for
/// each objective of each fixed candidate, so that all candidates that can be fixed next see the same numbers.
/// </remarks>
sealed class ObjectiveDraws
{
    readonly OutputTransform[] _transforms;
    readonly IJointDraws[] _draws;
    readonly SobolSequence? _sequence;
    readonly double[] _normals;

    /// <param name="transforms">The output transform of each objective.</param>
    /// <param name="draws">The joint draws of each objective, all with the same columns.</param>
    /// <param name="count">The number of draws.</param>
    /// <param name="columns">The number of candidates.</param>
    /// <param name="mostFixed">The largest number of columns that are fixed before the one that is looked at.</param>
    /// <param name="seed">The seed of the normal numbers.</param>
    public ObjectiveDraws(OutputTransform[] transforms, IJointDraws[] draws, int count, int columns, int mostFixed, long seed)
    {
        (_transforms, _draws, Count, Columns) = (transforms, draws, count, columns);
        AreWhole = Array.TrueForAll(draws, one => one.AreWhole);
        _sequence = AreWhole ? null : new SobolSequence((mostFixed + 1) * draws.Length, seed);
        _normals = new double[count];
    }

    /// <value>The number of draws.</value>
    public int Count { get; }

    /// <value>The number of candidates.</value>
    public int Columns { get; }

    public int Objectives => _draws.Length;

    /// <value>Whether draws are whole: complete from the start, so that fixing a column does not change the others.</value>
    public bool AreWhole { get; }

    /// <summary>Draws a candidate's values and fixes them. Returns draws × objectives, row-major.</summary>
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

    /// <summary>Returns the modelled means of all columns in one draw, given the fixed columns.</summary>
    public ReadOnlySpan<double> Means(int draw, int objective) => _draws[objective].Means(draw);

    /// <summary>Returns the standard deviation of a column's modelled value without noise, given the fixed columns.</summary>
    public double Deviation(int objective, int column) => _draws[objective].Deviation(column);

    /// <summary>Writes the values that columns have in one draw if they are fixed next, each given the columns that are fixed already.</summary>
    /// <param name="draw">The index of the draw.</param>
    /// <param name="objective">The index of the objective.</param>
    /// <param name="values">The destination, at least as long as the number of columns.</param>
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

    /// <summary>Returns the value that a column has in one draw, where draws are whole.</summary>
    public double Whole(int draw, int objective, int column) => _transforms[objective].Restore(_draws[objective].Means(draw)[column]);

    /// <summary>Returns the normal number for the column that is fixed next; irrelevant where draws are whole.</summary>
    double Normal(int draw, int objective)
    {
        var coordinate = (_draws[objective].Fixed * _draws.Length) + objective;
        return _sequence is null ? 0 : NormalQuantile.Of((_sequence.Bits((uint)draw, coordinate) + 0.5) / (1L << 32));
    }
}
