using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>An exact Gaussian process with an additive kernel, whose parameters are the mode of their posterior.</summary>
/// <remarks>
/// Rasmussen, Williams 2006, algorithm 2.1. Fitting takes O(n³), predicting O(n²) for each column. Values are standardised internally.
/// </remarks>
sealed class GaussianProcess : IPredictiveModel<FeatureTable>
{
    /// <summary>The number of observations, the most informative about the others, that are put first if there are at least twice as many.</summary>
    const int Leading = 128;

    readonly PosteriorPanels _panels;
    readonly double _shift;
    readonly double _scale;

    GaussianProcess(double[] parameters, PosteriorPanels panels, double shift, double scale, double logDensity) =>
        (Parameters, _panels, _shift, _scale, LogDensity) = (parameters, panels, shift, scale, logDensity);

    /// <value>The parameters of the kernel: the mode that was found.</value>
    public IReadOnlyList<double> Parameters { get; }

    /// <value>The number of observations that the process was fitted to.</value>
    public int Observations => _panels.Count;

    /// <value>
    /// The log density of the posterior at the parameters, up to a constant that depends on the number of values; NaN if nothing was fitted.
    /// </value>
    public double LogDensity { get; }

    public double Noise => _scale * Math.Sqrt(_panels.Noise);

    /// <summary>Fits a process.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="table">The training columns, in order; a column can occur twice.</param>
    /// <param name="values">Finite values, one for each column, at least one.</param>
    /// <param name="start">The initial parameters; null for the means of the prior.</param>
    /// <param name="evaluations">The largest number of evaluations of the posterior density; 0 uses the parameters as they are.</param>
    public static GaussianProcess Fit(
        AdditiveKernel kernel, FeatureTable table, ReadOnlySpan<double> values, IReadOnlyList<double>? start, int evaluations)
    {
        var (shift, scale) = Standard(values);
        var standardised = new double[values.Length];
        for (var i = 0; i < standardised.Length; i++)
        {
            standardised[i] = (values[i] - shift) / scale;
        }

        var training = new TrainingKernel(kernel, table, standardised);
        double[] parameters = [.. start ?? kernel.PriorMeans];
        var density = double.NaN;
        if (evaluations > 0)
        {
            (parameters, density) = QuasiNewton.Minimise(training.Evaluate, parameters, evaluations);
        }

        // If rounding leaves the matrix indefinite, the noise is too small and is increased.
        var order = values.Length >= 2 * Leading ? training.Order(parameters, Leading) : null;
        var factor = training.Factor(parameters, order);
        while (factor is null)
        {
            parameters[^1] += 1;
            factor = training.Factor(parameters, order);
        }

        if (order is not null)
        {
            (table, standardised) = (table.Select(order), Array.ConvertAll(order, place => standardised[place]));
        }

        return new GaussianProcess(parameters, new PosteriorPanels(kernel, parameters, table, standardised, factor), shift, scale, -density);
    }

    /// <value>Whether <see cref="PredictBounds"/> returns upper bounds instead of exact variances, at a lower cost.</value>
    public bool HasBounds => Observations >= 2 * Leading;

    public void Predict(FeatureTable table, Span<double> means, Span<double> variances) => Predict(table, means, variances, _panels.Size);

    /// <summary>
    /// Predicts like <see cref="Predict(FeatureTable, Span{double}, Span{double})"/>, but with variances given the leading observations only.
    /// </summary>
    /// <remarks>
    /// Further observations never increase a variance, so these are upper bounds; means use all observations. O(n) for each column.
    /// </remarks>
    /// <param name="table">A table of the view that the model was fitted on.</param>
    /// <param name="means">The destination of the means, as long as the number of columns.</param>
    /// <param name="bounds">The destination of the upper bounds, as long as the number of columns.</param>
    public void PredictBounds(FeatureTable table, Span<double> means, Span<double> bounds) =>
        Predict(table, means, bounds, HasBounds ? Leading : _panels.Size);

    void Predict(FeatureTable table, Span<double> means, Span<double> variances, int observations)
    {
        _panels.Predict(table, means, variances, observations, solved: null);
        Restore(means, variances);
    }

    /// <summary>Predicts columns that will be observed one after the other.</summary>
    /// <param name="table">A column for each candidate; columns can be equal.</param>
    public SequentialPosterior Begin(FeatureTable table)
    {
        var solved = new double[_panels.Size * table.Stride];
        var (means, variances) = (new double[table.Count], new double[table.Count]);
        _panels.Predict(table, means, variances, _panels.Size, solved);
        var posterior = new SequentialPosterior(_panels, table, solved, variances, _scale);
        Restore(means, variances);
        return posterior with { Means = means };
    }

    /// <summary>Returns the joint posterior of some columns. O(columns³).</summary>
    /// <param name="table">A column for each candidate; columns can be equal.</param>
    public JointPosterior Join(FeatureTable table) => new(Begin(table), _panels.Noise);

    public double[] Sample(FeatureTable table, int draws, RandomStream random)
    {
        var joint = Join(table);
        var samples = new double[draws * table.Count];
        for (var draw = 0; draw < draws; draw++)
        {
            joint.Draw(random, samples.AsSpan(draw * table.Count, table.Count));
        }

        return samples;
    }

    public IJointDraws Draw(FeatureTable table, int draws, RandomStream random) => new PosteriorDraws(Begin(table), draws);

    void Restore(Span<double> means, Span<double> variances)
    {
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = _shift + (_scale * means[i]);
            variances[i] *= _scale * _scale;
        }
    }

    static (double Shift, double Scale) Standard(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        var variance = 0.0;
        foreach (var value in values)
        {
            variance += (value - mean) * (value - mean) / values.Length;
        }

        return (mean, variance > 0 && double.IsFinite(variance) ? Math.Sqrt(variance) : 1);
    }
}
