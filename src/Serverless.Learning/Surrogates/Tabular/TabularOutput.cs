using Serverless.Core.Objectives;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>What one output is to learn: a target, as far as it is known, by one member of an ensemble.</summary>
/// <param name="Features">n × p.</param>
/// <param name="Values">n, finite.</param>
/// <param name="Target">The target.</param>
readonly record struct TabularOutput(FeatureRows Features, double[] Values, Objective Target);
