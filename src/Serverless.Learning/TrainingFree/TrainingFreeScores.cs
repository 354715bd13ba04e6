namespace Serverless.Learning.TrainingFree;

/// <summary>What an untrained network tells about how well it would train; of each, more is better by its authors' reckoning.</summary>
/// <param name="LogSynflow">See <see cref="Synflow"/>.</param>
/// <param name="Naswot">See <see cref="ActivationPatterns"/>.</param>
/// <param name="JacobianCovariance">See <see cref="JacobianCovariance"/>.</param>
/// <param name="Snip">See <see cref="LossGradients"/>.</param>
/// <param name="GradientNorm">See <see cref="LossGradients"/>.</param>
/// <param name="Parameters">Trainable weights.</param>
/// <param name="Flops">Multiply-accumulates for one image.</param>
public sealed record TrainingFreeScores(
    double LogSynflow, double Naswot, double JacobianCovariance, double Snip, double GradientNorm, long Parameters, long Flops);
