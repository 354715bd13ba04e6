using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>A model that predicts one objective, in the units of the values that it was fitted to.</summary>
/// <typeparam name="TCandidates">
/// The type that identifies the candidates: columns of features, or indices of candidates that were predicted before.
/// </typeparam>
interface IPredictiveModel<in TCandidates>
{
    /// <value>The standard deviation of an observation's noise, in the units of the values; 0 if it is not known.</value>
    double Noise { get; }

    /// <summary>Predicts the mean and the variance of a new observation of each candidate, noise included.</summary>
    /// <param name="candidates">The candidates; for a model on features, columns of the view that it was fitted on.</param>
    /// <param name="means">The destination of the means, one per candidate.</param>
    /// <param name="variances">The destination of the variances, one per candidate.</param>
    void Predict(TCandidates candidates, Span<double> means, Span<double> variances);

    /// <summary>Draws what would be observed without noise, jointly over the candidates: draws × candidates, row-major.</summary>
    /// <param name="candidates">The candidates, as for <see cref="Predict"/>; a Gaussian process takes O(candidates³).</param>
    /// <param name="draws">The number of draws.</param>
    /// <param name="random">The source of random numbers.</param>
    double[] Sample(TCandidates candidates, int draws, RandomStream random);

    /// <summary>Creates draws of what would be observed without noise, for candidates that are fixed one after the other.</summary>
    /// <param name="candidates">The candidates, as for <see cref="Predict"/>.</param>
    /// <param name="draws">The number of draws.</param>
    /// <param name="random">
    /// The source of random numbers for what the normal numbers given later do not decide: which member of an ensemble each draw belongs to.
    /// </param>
    IJointDraws Draw(TCandidates candidates, int draws, RandomStream random);
}
