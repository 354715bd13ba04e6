using Serverless.Algorithms.Models;
using Serverless.Spaces;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Chooses a batch by expected hypervolume improvement over an ensemble's predictions, and a share of it for exploration.</summary>
/// <remarks>
/// The criterion is that of Emmerich 2005, here computed exactly for each member and averaged, like the sample average of Daulton, Balandat, Bakshy
/// 2020 with the members as joint draws. It is the same <see cref="SequentialChoice"/> that <c>qnehvi</c> makes with the draws of its models. When
/// none of the remaining candidates promises any gain, the rest of the batch is chosen for exploration.
/// </remarks>
public static class ExpectedHypervolumeImprovement
{
    /// <summary>Chooses a batch of candidates; a pure function of its arguments.</summary>
    /// <param name="pool">The candidates to choose from.</param>
    /// <param name="front">The points that are known to be nondominated: n × m, row-major, minimised; dominated points make no difference.</param>
    /// <param name="reference">The reference point: m finite values.</param>
    /// <param name="known">The architectures that were evaluated.</param>
    /// <param name="terms">How many candidates to choose, and which share for exploration.</param>
    /// <returns>The choices in the order in which they were made; as many as asked for, or all of a smaller pool.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, or a coordinate of the reference is not finite.</exception>
    public static IReadOnlyList<Choice> Choose(
        EnsemblePredictions pool, ReadOnlySpan<double> front, double[] reference, IEnumerable<Architecture> known, AcquisitionOptions terms)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(terms);
        if (reference.Length != pool.Objectives || !Array.TrueForAll(reference, double.IsFinite))
        {
            throw new ArgumentException($"The reference needs {pool.Objectives} finite values, one for each objective.", nameof(reference));
        }

        var count = Math.Min(terms.Count, pool.Candidates.Count);
        var novelty = new Novelty(pool.Candidates, known);
        var open = Enumerable.Range(0, pool.Candidates.Count).ToHashSet();
        var choices = new List<Choice>();

        var improvement = Improvement(pool, front, reference, count);
        while (choices.Count < count - Exploration.Share(terms with { Count = count })
            && improvement.Choose(open.Contains) is { Gain: > 0 } best)
        {
            Take(new Choice(best.Column, ChoiceReason.Improvement, best.Gain));
            improvement.Join(best.Column);
        }

        var exploration = new Exploration(pool, novelty);
        while (choices.Count < count)
        {
            Take(exploration.Choose(open));
        }

        return choices;

        void Take(Choice choice)
        {
            choices.Add(choice);
            open.Remove(choice.Index);
            novelty.Add(pool.Candidates[choice.Index]);
        }
    }

    static SequentialChoice Improvement(EnsemblePredictions pool, ReadOnlySpan<double> front, double[] reference, int count)
    {
        int[] objectives = [.. Enumerable.Range(0, pool.Objectives)];
        var draws = new ObjectiveDraws(
            Array.ConvertAll(objectives, _ => OutputTransform.Identity),
            Array.ConvertAll(objectives, pool.Draw),
            pool.Members,
            pool.Candidates.Count,
            mostFixed: count,
            seed: 0);
        var fronts = SampledFronts.InUnits(pool.Members, reference);
        for (var start = 0; start < front.Length; start += pool.Objectives)
        {
            var point = front.Slice(start, pool.Objectives).ToArray();
            fronts.Add([.. Enumerable.Repeat(point, pool.Members).SelectMany(values => values)]);
        }

        int[] predicted = [.. Enumerable.Range(0, pool.Candidates.Count).Where(pool.IsPredicted)];
        return new SequentialChoice(draws, fronts, predicted, _ => 1);
    }
}

/// <summary>How many candidates to choose, and which share of them for exploration.</summary>
/// <param name="Count">The number of candidates to choose, at least 0; a smaller pool is chosen completely.</param>
/// <param name="Exploration">The share that is chosen for what can be learnt from it rather than for its gain, 0 to 1.</param>
/// <param name="Seed">The seed of the search.</param>
/// <param name="Generation">The generation, from 0; with the seed it decides how a share that is no whole number is rounded.</param>
public sealed record AcquisitionOptions(int Count, double Exploration, long Seed, int Generation);

/// <summary>A candidate that was chosen from a pool.</summary>
/// <param name="Index">The index in the pool.</param>
/// <param name="Reason">Why it was chosen.</param>
/// <param name="Value">
/// Its value when it was chosen: the expected gain in hypervolume, the mean score, or how unknown it is, 0 to 2.
/// </param>
public sealed record Choice(int Index, ChoiceReason Reason, double Value);
