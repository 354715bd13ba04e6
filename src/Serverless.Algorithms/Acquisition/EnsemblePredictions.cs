using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Feasible candidates to choose from, and what each member of an ensemble says of them: one predictive model for each objective.</summary>
/// <remarks>
/// With objectives' values: candidates × members × m, minimised; an objective that is known exactly has its value in every member.
/// With scores: candidates × members, better when larger; m is 1. Members predict all objectives jointly.
/// </remarks>
public sealed class EnsemblePredictions
{
    readonly double[] _predictions;
    readonly int[] _places;

    /// <param name="candidates">In the order that the algorithm proposed them, which decides ties.</param>
    /// <param name="predictions">Candidates × members × m, row-major.</param>
    /// <param name="members">Of the ensemble, at least 1.</param>
    /// <param name="objectives">m, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public EnsemblePredictions(IReadOnlyList<Architecture> candidates, double[] predictions, int members, int objectives)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(objectives, 1);
        if (predictions.Length != candidates.Count * members * objectives)
        {
            throw new ArgumentException(
                $"{candidates.Count} candidates, {members} members and {objectives} objectives need {candidates.Count * members * objectives} "
                + $"predictions, not {predictions.Length}.",
                nameof(predictions));
        }

        (Candidates, _predictions, Members, Objectives) = (candidates, predictions, members, objectives);
        _places = [.. Enumerable.Range(0, candidates.Count)];
    }

    public IReadOnlyList<Architecture> Candidates { get; }

    public int Members { get; }

    public int Objectives { get; }

    /// <summary>What one member says of a candidate: m values.</summary>
    public ReadOnlySpan<double> Of(int candidate, int member) =>
        _predictions.AsSpan(((candidate * Members) + member) * Objectives, Objectives);

    /// <summary>The mean over the members for each candidate; NaN when one of them says NaN.</summary>
    public double[] Means(int objective) => Predict(objective).Means;

    /// <summary>The standard deviation over the members (of these themselves, not of a population that they stand for) for each candidate.</summary>
    public double[] Spreads(int objective) => Array.ConvertAll(Predict(objective).Variances, Math.Sqrt);

    /// <summary>Whether every member says something finite; others are never chosen for what is predicted of them.</summary>
    public bool IsPredicted(int candidate)
    {
        foreach (var value in _predictions.AsSpan(candidate * Members * Objectives, Members * Objectives))
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The members' joint draws of an objective, one for each.</summary>
    internal IJointDraws Draw(int objective) => new PredictedObjective(this, objective).Draw(_places, Members, RandomStream.For(seed: 0, generation: 0, index: 0));

    (double[] Means, double[] Variances) Predict(int objective)
    {
        var (means, variances) = (new double[_places.Length], new double[_places.Length]);
        new PredictedObjective(this, objective).Predict(_places, means, variances);
        return (means, variances);
    }

    /// <summary>The model of one objective; candidates are their places.</summary>
    sealed class PredictedObjective(EnsemblePredictions predictions, int objective) : EnsembleModel<int[]>
    {
        public override int Members => predictions.Members;

        /// <value>What a surrogate predicts is fitted without saying how noisy observations are.</value>
        public override double Noise => 0;

        public override double[] Answers(int[] candidates)
        {
            var answers = new double[Members * candidates.Length];
            for (var member = 0; member < Members; member++)
            {
                for (var i = 0; i < candidates.Length; i++)
                {
                    answers[(member * candidates.Length) + i] = predictions.Of(candidates[i], member)[objective];
                }
            }

            return answers;
        }
    }
}
