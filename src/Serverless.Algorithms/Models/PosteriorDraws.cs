using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>Draws of the noise-free values, jointly over all columns that are fixed one after the other.</summary>
/// <remarks>
/// Fixing a column draws its value given the columns fixed before, and updates the others' means in each draw, by one row of the Cholesky factor of
/// the joint covariance. All columns that are examined next use the same normal numbers, so that differences between columns come from the posterior
/// and not from chance. O(n · columns) for each fixed column.
/// </remarks>
sealed class PosteriorDraws : IJointDraws
{
    /// <summary>The smallest variance of standardised values; below it only rounding errors are left to draw.</summary>
    const double LeastVariance = 1e-10;

    const int Lanes = 8;

    readonly SequentialPosterior _posterior;
    readonly double[] _means;
    readonly double[] _variances;
    readonly List<double[]> _rows = [];
    readonly int _stride;

    /// <param name="posterior">The posterior of the columns, with nothing observed yet.</param>
    /// <param name="draws">The number of draws.</param>
    public PosteriorDraws(SequentialPosterior posterior, int draws)
    {
        _posterior = posterior;
        Draws = draws;
        Columns = posterior.Means.Length;
        _stride = (Columns + Lanes - 1) / Lanes * Lanes;
        _means = new double[draws * _stride];
        _variances = [.. Enumerable.Range(0, Columns).Select(posterior.LatentVariance)];
        for (var draw = 0; draw < draws; draw++)
        {
            posterior.Means.CopyTo(_means, draw * _stride);
        }
    }

    public int Draws { get; }

    public int Columns { get; }

    public int Fixed => _rows.Count;

    public bool AreWhole => false;

    public ReadOnlySpan<double> Means(int draw) => _means.AsSpan(draw * _stride, Columns);

    public double Deviation(int column) => _posterior.Scale * Math.Sqrt(_variances[column]);

    public void Fix(int column, ReadOnlySpan<double> normals)
    {
        var row = new double[_stride];
        if (_variances[column] > LeastVariance)
        {
            _posterior.Covariances(column).AsSpan(0, Columns).CopyTo(row);
            var root = Math.Sqrt(_variances[column]);
            foreach (var other in _rows)
            {
                AddScaled(row, other, -other[column]);
            }

            for (var i = 0; i < Columns; i++)
            {
                row[i] /= root;
                _variances[i] = Math.Max(_variances[i] - (row[i] * row[i]), 0);
            }

            _variances[column] = 0;
            for (var draw = 0; draw < Draws; draw++)
            {
                AddScaled(_means.AsSpan(draw * _stride, _stride), row, _posterior.Scale * normals[draw]);
            }
        }

        _rows.Add(row);
    }

    static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var scale = Vector512.Create(factor);
        for (var i = 0; i < target.Length; i += Lanes)
        {
            var place = target.Slice(i, Lanes);
            Vector512.FusedMultiplyAdd(scale, Vector512.Create(source.Slice(i, Lanes)), Vector512.Create((ReadOnlySpan<double>)place)).CopyTo(place);
        }
    }
}
