using Serverless.Core.Objectives;

namespace Serverless.Learning.ZeroCost;

/// <summary>What an untrained network tells about how well it would train; of each, more is better by its authors' reckoning.</summary>
/// <param name="LogSynflow">See <see cref="Synflow"/>.</param>
/// <param name="Naswot">See <see cref="ActivationPatterns"/>.</param>
/// <param name="JacobianCovariance">See <see cref="JacobianCovariance"/>.</param>
/// <param name="Snip">See <see cref="LossGradients"/>.</param>
/// <param name="GradientNorm">See <see cref="LossGradients"/>.</param>
/// <param name="Parameters">Trainable weights.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
public sealed record ZeroCostScores(
    double LogSynflow, double Naswot, double JacobianCovariance, double Snip, double GradientNorm, long Parameters, long Macs)
{
    /// <value>See <see cref="ZeroCost.RepresentationMutualInformation"/>; NaN where nothing was compared with.</value>
    public double RepresentationMutualInformation { get; init; } = double.NaN;

    /// <summary>The values of every <see cref="MetricSource.ZeroCost"/> metric, by name; without those that are no finite number.</summary>
    public Dictionary<string, double> ToMetrics() => new Dictionary<string, double>
    {
        [Metric.LogSynflow.Name] = LogSynflow,
        [Metric.Naswot.Name] = Naswot,
        [Metric.JacobianCovariance.Name] = JacobianCovariance,
        [Metric.Snip.Name] = Snip,
        [Metric.GradientNorm.Name] = GradientNorm,
        [Metric.RepresentationMutualInformation.Name] = RepresentationMutualInformation,
    }.Where(metric => double.IsFinite(metric.Value)).ToDictionary();
}
