using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>A model of several members, which disagree where little is known; each member is one joint draw of the objective.</summary>
/// <typeparam name="TCandidates">The type that identifies the candidates.</typeparam>
abstract class EnsembleModel<TCandidates> : IPredictiveModel<TCandidates>
{
    /// <value>The number of members, at least 1.</value>
    public abstract int Members { get; }

    public abstract double Noise { get; }

    /// <summary>Returns each member's predictions: members × candidates, row-major.</summary>
    public abstract double[] Answers(TCandidates candidates);

    /// <summary>
    /// Predicts the mean of the members, and their variance (of the members themselves, not an estimate for a population) plus that of the noise.
    /// </summary>
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
        var answers = Answers(candidates);
        var columns = answers.Length / Members;
        var members = Order(draws, random);
        var values = new double[draws * columns];
        for (var draw = 0; draw < draws; draw++)
        {
            answers.AsSpan(members[draw] * columns, columns).CopyTo(values.AsSpan(draw * columns));
        }

        Vary(candidates, members, values, random);
        return values;
    }

    public IJointDraws Draw(TCandidates candidates, int draws, RandomStream random) => new EnsembleDraws(Sample(candidates, draws, random), draws);

    /// <summary>Adds to draws the variation of unobserved candidates that no member predicts; does nothing unless a model overrides it.</summary>
    /// <param name="candidates">The candidates, as for <see cref="Sample"/>.</param>
    /// <param name="members">The index of the member that each draw belongs to.</param>
    /// <param name="values">Draws × candidates, row-major.</param>
    /// <param name="random">The source of the variation.</param>
    protected virtual void Vary(TCandidates candidates, int[] members, double[] values, RandomStream random)
    {
    }

    /// <summary>Returns all members in order, then again in random orders, so that each occurs equally often.</summary>
    int[] Order(int draws, RandomStream random)
    {
        var members = new int[draws];
        int[] order = [.. Enumerable.Range(0, Members)];
        for (var draw = 0; draw < draws; draw++)
        {
            var place = draw % Members;
            if (draw >= Members)
            {
                var other = place + random.NextInt(Members - place);
                (order[place], order[other]) = (order[other], order[place]);
            }

            members[draw] = order[place];
        }

        return members;
    }
}
