using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>What is predicted of one objective, as normal distributions in the units that the model was given.</summary>
interface IPredictiveModel
{
    /// <summary>The mean and the variance of a new observation, noise included, of each column of a table.</summary>
    /// <param name="table">Of the view that the model was fitted on.</param>
    /// <param name="means">As many as columns.</param>
    /// <param name="variances">As many as columns.</param>
    void Predict(FeatureTable table, Span<double> means, Span<double> variances);

    /// <summary>Draws of what would be observed without noise, joint over the columns: draws × columns, row-major.</summary>
    /// <param name="table">Of the view that the model was fitted on; O(columns³).</param>
    /// <param name="draws">How many.</param>
    /// <param name="random">Normal numbers are drawn from it.</param>
    double[] Sample(FeatureTable table, int draws, RandomStream random);
}
