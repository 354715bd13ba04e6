using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>A model of several members, which differ where little is known: each is one joint draw of the objective.</summary>
/// <typeparam name="TCandidates">What says which candidates are meant.</typeparam>
abstract class EnsembleModel<TCandidates> : IPredictiveModel<TCandidates>
{
    /// <value>How many, at least 1.</value>
    public abstract int Members { get; }

    /// <value>The standard deviation of an observation's noise, in the units of the values; 0 when it is not known.</value>
    public abstract double Noise { get; }

    /// <summary>What each member says: members × candidates, row-major.</summary>
    public abstract double[] Answers(TCandidates candidates);

    /// <summary>The mean of the members, and their variance about it (of these themselves, not of a population that they stand for) with the noise's.</summary>
    /// <inheritdoc/>
    public void Predict(TCandidates candidates, Span<double> means, Span<double> variances)
    {
        var answers = Answers(candidates);
        var count = answers.Length / Members;
        for (var i = 0; i < count; i++)
        {
            var sum = 0.0;
            for (var at = i; at < answers.Length; at += count)
            {
                sum += answers[at];
            }

            var (mean, squares) = (sum / Members, 0.0);
            for (var at = i; at < answers.Length; at += count)
            {
                squares += (answers[at] - mean) * (answers[at] - mean);
            }

            (means[i], variances[i]) = (mean, (squares / Members) + (Noise * Noise));
        }
    }

    public double[] Sample(TCandidates candidates, int draws, RandomStream random)
    {
        var joint = new EnsembleDraws(Answers(candidates), Members, draws, random);
        return [.. Enumerable.Range(0, draws).SelectMany(draw => joint.Means(draw).ToArray())];
    }

    public IJointDraws Draw(TCandidates candidates, int draws, RandomStream random) => new EnsembleDraws(Answers(candidates), Members, draws, random);
}
