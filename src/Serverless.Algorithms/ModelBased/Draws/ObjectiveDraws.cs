using Serverless.Algorithms.Models;
using Serverless.Algorithms.Sampling;

namespace Serverless.Algorithms.ModelBased.Draws;

/// <summary>Draws of the values that candidates have without noise, in the objectives' own units, joint over those that are fixed.</summary>
/// <remarks>
/// Objectives are independent. Normal numbers are those of one scrambled Sobol sequence, a coordinate for each objective of each candidate
/// that is fixed, so that all candidates that may be next see the same numbers.
/// </remarks>
sealed class ObjectiveDraws
{
    readonly OutputTransform[] _transforms;
    readonly PosteriorDraws[] _draws;
    readonly SobolSequence _sequence;
    readonly double[] _normals;

    /// <param name="fitted">The models.</param>
    /// <param name="places">The candidates, one for each column.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="mostFixed">How many columns are fixed at most, before the one that is looked at.</param>
    public ObjectiveDraws(FittedModels fitted, IReadOnlyList<int> places, int count, int mostFixed)
    {
        (Count, Columns) = (count, places.Count);
        _transforms = Array.ConvertAll(fitted.Models, model => model.Transform);
        _draws = Array.ConvertAll(fitted.Models, model =>
        {
            var table = model.TableOf(fitted.Catalogue);
            return new PosteriorDraws(model.Process.Begin(table.Select([.. places.Select(place => table.Columns[place])])), count);
        });
        _sequence = new SobolSequence((mostFixed + 1) * fitted.Models.Length, unchecked(fitted.Seed + (fitted.Generation * 0x9E3779B97F4A7C1L)));
        _normals = new double[count];
    }

    /// <value>How many draws.</value>
    public int Count { get; }

    public int Columns { get; }

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

    /// <summary>The number of the column that is fixed next.</summary>
    double Normal(int draw, int objective)
    {
        var coordinate = (_draws[objective].Fixed * _draws.Length) + objective;
        return NormalQuantile.Of((_sequence.Bits((uint)draw, coordinate) + 0.5) / (1L << 32));
    }
}
