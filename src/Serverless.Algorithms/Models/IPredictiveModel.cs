using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>What is predicted of one objective, in the units that the model was given.</summary>
/// <typeparam name="TCandidates">What says which candidates are meant: columns of features, or places among those that were predicted before.</typeparam>
interface IPredictiveModel<in TCandidates>
{
    /// <value>The standard deviation of an observation's noise, in the units of the values; 0 when it is not known.</value>
    double Noise { get; }

    /// <summary>The mean and the variance of a new observation of each candidate, noise included.</summary>
    /// <param name="candidates">Of a model of features: columns of the view that it was fitted on.</param>
    /// <param name="means">As many as candidates.</param>
    /// <param name="variances">As many as candidates.</param>
    void Predict(TCandidates candidates, Span<double> means, Span<double> variances);

    /// <summary>Draws of what would be observed without noise, joint over the candidates: draws × candidates, row-major.</summary>
    /// <param name="candidates">As for <see cref="Predict"/>; a Gaussian process takes O(candidates³).</param>
    /// <param name="draws">How many.</param>
    /// <param name="random">Decides the draws.</param>
    double[] Sample(TCandidates candidates, int draws, RandomStream random);

    /// <summary>Draws of what would be observed without noise, of candidates that are fixed one after the other.</summary>
    /// <param name="candidates">As for <see cref="Predict"/>.</param>
    /// <param name="draws">How many.</param>
    /// <param name="random">Decides what numbers given later do not: which member of an ensemble each draw is.</param>
    IJointDraws Draw(TCandidates candidates, int draws, RandomStream random);
}
