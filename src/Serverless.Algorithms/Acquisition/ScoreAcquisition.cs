using Serverless.Spaces;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Chooses a batch by scores, which rate candidates as a whole and not by objective, and a share of it for exploration.</summary>
/// <remarks>
/// Maximal marginal relevance (Carbonell, Goldstein 1998): weighs the mean score of the members, scaled to 0 to 1 over the pool, against similarity
/// to what is already chosen; otherwise a batch would consist of the neighbours of one best candidate.
/// </remarks>
public static class ScoreAcquisition
{
    /// <summary>The weight of the score; dissimilarity has the rest.</summary>
    const double Relevance = 0.7;

    /// <summary>Chooses a batch of candidates; a pure function of its arguments.</summary>
    /// <param name="pool">The candidates to choose from, with scores.</param>
    /// <param name="known">The architectures that were evaluated.</param>
    /// <param name="terms">How many candidates to choose, and which share for exploration.</param>
    /// <returns>The choices in the order in which they were made; as many as asked for, or all of a smaller pool.</returns>
    /// <exception cref="ArgumentException">The pool has objectives, not scores.</exception>
    public static IReadOnlyList<Choice> Choose(EnsemblePredictions pool, IEnumerable<Architecture> known, AcquisitionOptions terms)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(terms);
        if (pool.Objectives != 1)
        {
            throw new ArgumentException($"Scores have one value for each member, not {pool.Objectives}.", nameof(pool));
        }

        var count = Math.Min(terms.Count, pool.Candidates.Count);
        var exploring = Exploration.Share(terms with { Count = count });
        var chosen = new Novelty(pool.Candidates, []);
        var novelty = new Novelty(pool.Candidates, known);
        var open = Enumerable.Range(0, pool.Candidates.Count).ToHashSet();
        var scored = open.Where(pool.IsPredicted).ToHashSet();
        var means = pool.Means(objective: 0);
        var (least, most) = (scored.Min(Score), scored.Max(Score));
        var choices = new List<Choice>();
        while (choices.Count < count - exploring && scored.Count > 0)
        {
            var best = scored.OrderByDescending(Worth).ThenBy(index => index).First();
            Take(new Choice(best, ChoiceReason.Score, means[best]));
        }

        var exploration = new Exploration(pool, novelty);
        while (choices.Count < count)
        {
            Take(exploration.Choose(open));
        }

        return choices;

        double? Score(int index) => means[index];

        double Worth(int index) =>
            (Relevance * (most > least ? (means[index] - least.Value) / (most.Value - least.Value) : 0))
            + ((1 - Relevance) * chosen.Of(index));

        void Take(Choice choice)
        {
            choices.Add(choice);
            open.Remove(choice.Index);
            scored.Remove(choice.Index);
            chosen.Add(pool.Candidates[choice.Index]);
            novelty.Add(pool.Candidates[choice.Index]);
        }
    }
}
