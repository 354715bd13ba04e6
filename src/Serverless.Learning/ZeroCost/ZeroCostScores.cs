using Serverless.Core.Objectives;

namespace Serverless.Learning.ZeroCost;

/// <summary>
/// Zero-cost proxies of an untrained network: predictors of how well it would train. By their authors' account, higher is better for each.
/// </summary>
/// <param name="LogSynflow">See <see cref="Synflow"/>.</param>
/// <param name="Naswot">See <see cref="ActivationPatterns"/>.</param>
/// <param name="JacobianCovariance">See <see cref="JacobianCovariance"/>.</param>
/// <param name="Snip">See <see cref="LossGradients"/>.</param>
/// <param name="GradientNorm">See <see cref="LossGradients"/>.</param>
/// <param name="Parameters">The number of trainable weights.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
public sealed record ZeroCostScores(
    double LogSynflow, double Naswot, double JacobianCovariance, double Snip, double GradientNorm, long Parameters, long Macs)
{
    /// <value>See <see cref="ZeroCost.RepresentationMutualInformation"/>; NaN if there was no reference to compare with.</value>
    public double RepresentationMutualInformation { get; init; } = double.NaN;

    /// <summary>Returns the values of all <see cref="MetricSource.ZeroCost"/> metrics by name, without those that are not finite.</summary>
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
