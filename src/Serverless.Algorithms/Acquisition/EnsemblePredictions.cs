using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Acquisition;

/// <summary>
/// The feasible candidates to choose from, with the predictions of each member of an ensemble: one predictive model for each objective.
/// </summary>
/// <remarks>
/// Predictions are either objective values, as candidates × members × m, minimised, where an objective that is known exactly has its value in every
/// member; or scores, as candidates × members, larger is better, where m is 1. Members predict all objectives jointly.
/// </remarks>
public sealed class EnsemblePredictions
{
    readonly double[] _predictions;
    readonly int[] _places;

    /// <param name="candidates">The candidates in the order in which the algorithm proposed them, which decides ties.</param>
    /// <param name="predictions">Candidates × members × m, row-major.</param>
    /// <param name="members">The number of ensemble members, at least 1.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
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

    /// <summary>Returns what one member predicts for a candidate: m values.</summary>
    public ReadOnlySpan<double> Of(int candidate, int member) =>
        _predictions.AsSpan(((candidate * Members) + member) * Objectives, Objectives);

    /// <summary>Returns for each candidate the mean over the members; NaN if one of them predicts NaN.</summary>
    public double[] Means(int objective) => Predict(objective).Means;

    /// <summary>
    /// Returns for each candidate the standard deviation over the members (of the members themselves, not an estimate for a population).
    /// </summary>
    public double[] Spreads(int objective) => Array.ConvertAll(Predict(objective).Variances, Math.Sqrt);

    /// <summary>Returns whether every member's prediction is finite; other candidates are never chosen for their predictions.</summary>
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

    /// <summary>Returns joint draws of an objective, one for each member.</summary>
    internal IJointDraws Draw(int objective) => new PredictedObjective(this, objective).Draw(_places, Members, RandomStream.For(seed: 0, generation: 0, index: 0));

    (double[] Means, double[] Variances) Predict(int objective)
    {
        var (means, variances) = (new double[_places.Length], new double[_places.Length]);
        new PredictedObjective(this, objective).Predict(_places, means, variances);
        return (means, variances);
    }

    /// <summary>The model of one objective, in which a candidate is represented by its index.</summary>
    sealed class PredictedObjective(EnsemblePredictions predictions, int objective) : EnsembleModel<int[]>
    {
        public override int Members => predictions.Members;

        /// <value>0, since surrogates are fitted without an estimate of how noisy observations are.</value>
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
