namespace Serverless.Algorithms.Models;

/// <summary>A posterior over some columns that are taken for observed one after the other, each at its mean.</summary>
/// <remarks>
/// An observation at its mean moves no mean; variances shrink exactly, by one row of the Cholesky factor for each. O(n · columns) each.
/// </remarks>
sealed record SequentialPosterior
{
    readonly PosteriorPanels _panels;
    readonly FeatureTable _table;
    readonly double[] _solved;
    readonly List<double[]> _rows = [];
    readonly double[] _variances;
    readonly double _scale;

    /// <param name="panels">What predicts.</param>
    /// <param name="table">The columns.</param>
    /// <param name="solved">L⁻¹ of the cross-covariances, in panels.</param>
    /// <param name="variances">Noise included, standardised; not kept.</param>
    /// <param name="scale">Of the values, against standardised ones.</param>
    public SequentialPosterior(PosteriorPanels panels, FeatureTable table, double[] solved, double[] variances, double scale)
    {
        (_panels, _table, _solved, _scale) = (panels, table, solved, scale);
        _variances = [.. variances];
    }

    /// <value>Of each column, in the units of the values.</value>
    public double[] Means { get; init; } = [];

    /// <value>Of the values, against standardised ones.</value>
    public double Scale => _scale;

    /// <summary>The variance of a column without noise, standardised.</summary>
    public double LatentVariance(int column) => Math.Max(0, _variances[column] - _panels.Noise);

    /// <summary>The standard deviation of an observation of a column, noise included.</summary>
    public double Deviation(int column) => _scale * Math.Sqrt(_variances[column]);

    /// <summary>Takes a column for observed.</summary>
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

    /// <summary>The posterior covariances of a column with all columns, without noise, standardised.</summary>
    public double[] Covariances(int column)
    {
        var covariances = _panels.Between(_table, column);
        var (size, width) = (_panels.Size, PanelProduct.Width);
        var own = _solved.AsSpan(column / width * width * size, size * width);
        var place = column % width;
        for (var start = 0; start < _table.Stride; start += width)
        {
            var panel = _solved.AsSpan(start * size, size * width);
            for (var row = 0; row < size; row++)
            {
                var factor = -own[(row * width) + place];
                for (var lane = 0; lane < width; lane++)
                {
                    covariances[start + lane] = Math.FusedMultiplyAdd(factor, panel[(row * width) + lane], covariances[start + lane]);
                }
            }
        }

        foreach (var row in _rows)
        {
            var factor = -row[column];
            for (var i = 0; i < _variances.Length; i++)
            {
                covariances[i] = Math.FusedMultiplyAdd(factor, row[i], covariances[i]);
            }
        }

        return covariances;
    }
}
