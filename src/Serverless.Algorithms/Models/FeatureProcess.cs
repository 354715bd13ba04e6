using System.Numerics.Tensors;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.Models;

/// <summary>An exact Gaussian process over rows of features, represented by numbers from which any operator graph can compute it.</summary>
/// <remarks>
/// Means are Σ wᵢ k(x, xᵢ) over all training rows. Variances take only the leading rows into account, which are the most informative about the
/// others: they are upper bounds, and exact for up to <see cref="MostLeading"/> rows. Parameters are the mode of their posterior given the first
/// <see cref="ModeRows"/> rows, since more rows add little information about a few parameters and cost O(n³) per step.
/// </remarks>
public sealed partial class FeatureProcess
{
    /// <summary>The largest number of rows that a process is fitted to: its matrix and factor take O(n²) memory.</summary>
    public const int MostRows = 4_000;

    const int ModeRows = 400;
    const int Evaluations = 40;
    const int MostLeading = 256;

    readonly double[] _weights;
    readonly double[] _whitening;

    FeatureProcess(IReadOnlyList<ProcessTerm> terms, double[] weights, double[] whitening, double noise, double shift, double scale, LeftOut leftOut)
    {
        (Terms, _weights, _whitening, Noise, Shift, Scale, LeftOut) = (terms, weights, whitening, noise, shift, scale, leftOut);
        Leading = (int)Math.Round(Math.Sqrt(whitening.Length));
    }

    /// <value>The kernels, which are summed.</value>
    public IReadOnlyList<ProcessTerm> Terms { get; }

    /// <value>The variance of the constant mean, which is added to every covariance.</value>
    public static double Constant => TrainingKernel.MeanVariance;

    /// <value>The n weights, one for each training row, in standardised values.</value>
    public IReadOnlyList<double> Weights => _weights;

    /// <value>The number of training rows, counted from the first, that variances take into account.</value>
    public int Leading { get; }

    /// <value>The inverse of the lower Cholesky factor of the leading rows' covariances, noise included: leading × leading, row-major.</value>
    public IReadOnlyList<double> Whitening => _whitening;

    /// <value>The variance of the noise, in standardised values.</value>
    public double Noise { get; }

    /// <value>The value that is added to a standardised value times <see cref="Scale"/>.</value>
    public double Shift { get; }

    /// <value>The size of one standardised unit in the original values.</value>
    public double Scale { get; }

    /// <value>The prediction of each training row without that row.</value>
    public LeftOut LeftOut { get; }

    /// <summary>Fits a process. O(n³).</summary>
    /// <param name="features">The definition of the features in the rows.</param>
    /// <param name="view">The view, which selects the blocks that are compared.</param>
    /// <param name="rows">The training rows, n from 1 to <see cref="MostRows"/>, in random order.</param>
    /// <param name="values">n finite values; those far outside the quartiles are clipped.</param>
    /// <param name="cancellation">A token that is checked at each step.</param>
    public static FeatureProcess Fit(SpaceFeatures features, FeatureView view, FeatureRows rows, ReadOnlySpan<double> values, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Width, features.Length, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Count, values.Length, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, MostRows, nameof(rows));
        var cut = values.ToArray();
        TrainingSet.Winsorise(cut);
        var (shift, deviation) = (TensorPrimitives.Average<double>(cut), TensorPrimitives.StdDev<double>(cut));
        deviation = deviation > 0 ? deviation : 1;
        var standardised = Array.ConvertAll(cut, value => (value - shift) / deviation);

        var raw = Array.ConvertAll(rows.Values, value => (double)value);
        var scale = new FeatureScale(features, raw, [.. Enumerable.Repeat(true, rows.Count)]);
        var table = FeatureTable.Of(features, view, raw, scale);
        var kernel = AdditiveKernel.For(table);
        var first = Math.Min(rows.Count, ModeRows);
        var training = new TrainingKernel(kernel, table.Select(table.Columns.AsSpan(0, first)), standardised.AsSpan(0, first));
        var (parameters, _) = QuasiNewton.Minimise(
            (point, gradient) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return training.Evaluate(point, gradient);
            },
            kernel.PriorMeans,
            Evaluations);
        var places = PlacesOf(features, view, scale);
        ProcessTerm[] terms = [.. kernel.Terms.Select((term, index) => TermOf(term, index, kernel, parameters, scale, places, table, rows))];
        return Condition(terms, TrainingKernel.NoiseOf(parameters), standardised, shift, deviation, cancellation);
    }

    /// <summary>Predicts the mean and standard deviation of an observation of each row, noise included.</summary>
    public (double[] Means, double[] Deviations) Predict(FeatureRows rows)
    {
        var (means, deviations) = (new double[rows.Count], new double[rows.Count]);
        var covariances = new double[_weights.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            var prior = Constant;
            covariances.AsSpan().Fill(Constant);
            foreach (var term in Terms)
            {
                var scaled = term.Scale(rows[row]);
                prior += term.Prior(scaled);
                term.AddTo(covariances, scaled);
            }

            means[row] = Shift + (Scale * TensorPrimitives.Dot<double>(covariances, _weights));
            deviations[row] = Scale * Math.Sqrt(VarianceOf(_whitening, Leading, prior + Noise, covariances, Noise));
        }

        return (means, deviations);
    }

    static double VarianceOf(double[] whitening, int leading, double prior, ReadOnlySpan<double> covariances, double least)
    {
        var variance = prior;
        for (var i = 0; i < leading; i++)
        {
            var solved = TensorPrimitives.Dot(whitening.AsSpan(i * leading, i + 1), covariances[..(i + 1)]);
            variance -= solved * solved;
        }

        return Math.Max(variance, least);
    }
}
