using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>Predicts values that are known: the only feature of a table, with so little noise that it has no effect.</summary>
/// <param name="noise">The standard deviation of the noise, positive so that nothing is divided by zero.</param>
sealed class ExactValues(double noise) : IPredictiveModel<FeatureTable>
{
    public double Noise { get; } = noise;

    public void Predict(FeatureTable candidates, Span<double> means, Span<double> variances)
    {
        candidates.Values.AsSpan(0, means.Length).CopyTo(means);
        variances[..means.Length].Fill(Noise * Noise);
    }

    public double[] Sample(FeatureTable candidates, int draws, RandomStream random) =>
        [.. Enumerable.Range(0, draws).SelectMany(_ => candidates.Values.Take(candidates.Count))];

    public IJointDraws Draw(FeatureTable candidates, int draws, RandomStream random) => new EnsembleDraws(Sample(candidates, draws, random), draws);
}
