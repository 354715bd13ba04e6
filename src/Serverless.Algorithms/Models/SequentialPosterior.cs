using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>A posterior over some columns that are treated as observed one after the other, each at its mean.</summary>
/// <remarks>
/// An observation at its mean changes no mean; variances shrink exactly, by one row of the Cholesky factor for each observation. O(n · columns) per
/// observation.
/// </remarks>
sealed record SequentialPosterior
{
    const int Lanes = 8;

    readonly PosteriorPanels _panels;
    readonly FeatureTable _table;
    readonly double[] _solved;
    readonly List<double[]> _rows = [];
    readonly double[] _variances;
    readonly double _scale;

    /// <param name="panels">The panels that predict the columns.</param>
    /// <param name="table">The columns.</param>
    /// <param name="solved">L⁻¹ times the cross-covariances, in panels.</param>
    /// <param name="variances">The variances, noise included, standardised; the array is not kept.</param>
    /// <param name="scale">The scale of the values relative to standardised ones.</param>
    public SequentialPosterior(PosteriorPanels panels, FeatureTable table, double[] solved, double[] variances, double scale)
    {
        (_panels, _table, _solved, _scale) = (panels, table, solved, scale);
        _variances = [.. variances];
    }

    /// <value>The mean of each column, in the units of the values.</value>
    public double[] Means { get; init; } = [];

    /// <value>The scale of the values relative to standardised ones.</value>
    public double Scale => _scale;

    /// <summary>Returns the variance of a column without noise, standardised.</summary>
    public double LatentVariance(int column) => Math.Max(0, _variances[column] - _panels.Noise);

    /// <summary>Returns the standard deviation of an observation of a column, noise included.</summary>
    public double Deviation(int column) => _scale * Math.Sqrt(_variances[column]);

    /// <summary>Treats a column as observed.</summary>
    public void Observe(int column)
    {
        var row = Covariances(column);
        var root = Math.Sqrt(_variances[column]);
        for (var i = 0; i < _variances.Length; i++)
        {
            row[i] /= root;
            _variances[i] = Math.Max(_variances[i] - (row[i] * row[i]), _panels.Noise);
        }

        _rows.Add(row);
    }

    /// <summary>Returns the posterior covariances of a column with all columns, without noise, standardised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double[] Covariances(int column)
    {
        var covariances = _panels.Between(_table, column);
        var (size, width) = (_panels.Size, PanelProduct.Width);
        var own = _solved.AsSpan(column / width * width * size, size * width)[(column % width)..];
        for (var start = 0; start < _table.Stride; start += width)
        {
            ref var panel = ref _solved[start * size];
            ref var target = ref covariances[start];
            var (s0, s1) = (Vector512.LoadUnsafe(ref target), Vector512.LoadUnsafe(ref target, Lanes));
            var (s2, s3) = (Vector512.LoadUnsafe(ref target, 2 * Lanes), Vector512.LoadUnsafe(ref target, 3 * Lanes));
            for (var place = 0; place < own.Length; place += width)
            {
                var factor = Vector512.Create(-own[place]);
                ref var row = ref Unsafe.Add(ref panel, place);
                s0 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref row), s0);
                s1 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref row, Lanes), s1);
                s2 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref row, 2 * Lanes), s2);
                s3 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref row, 3 * Lanes), s3);
            }

            s0.StoreUnsafe(ref target);
            s1.StoreUnsafe(ref target, Lanes);
            s2.StoreUnsafe(ref target, 2 * Lanes);
            s3.StoreUnsafe(ref target, 3 * Lanes);
        }

        foreach (var row in _rows)
        {
            var factor = Vector512.Create(-row[column]);
            for (nuint i = 0; i < (nuint)row.Length; i += Lanes)
            {
                Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref row[0], i), Vector512.LoadUnsafe(ref covariances[0], i))
                    .StoreUnsafe(ref covariances[0], i);
            }
        }

        return covariances;
    }
}
