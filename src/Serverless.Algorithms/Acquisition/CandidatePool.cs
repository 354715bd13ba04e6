using Serverless.Spaces;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Feasible candidates to choose from, and what each member of an ensemble says of them.</summary>
/// <remarks>
/// With objectives' values: candidates × members × m, minimised; an objective that is known exactly has its value in every member.
/// With scores: candidates × members, better when larger; m is 1.
/// </remarks>
public sealed class CandidatePool
{
    readonly double[] _predictions;

    /// <param name="candidates">In the order that the algorithm proposed them, which decides ties.</param>
    /// <param name="predictions">Candidates × members × m, row-major.</param>
    /// <param name="members">Of the ensemble, at least 1.</param>
    /// <param name="objectives">m, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public CandidatePool(IReadOnlyList<Architecture> candidates, double[] predictions, int members, int objectives)
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
    }

    public IReadOnlyList<Architecture> Candidates { get; }

    public int Members { get; }

    public int Objectives { get; }

    /// <summary>What one member says of a candidate: m values.</summary>
    public ReadOnlySpan<double> Of(int candidate, int member) =>
        _predictions.AsSpan(((candidate * Members) + member) * Objectives, Objectives);

    /// <summary>The mean over the members; NaN when one of them says NaN.</summary>
    public double Mean(int candidate, int objective)
    {
        var sum = 0.0;
        for (var member = 0; member < Members; member++)
        {
            sum += Of(candidate, member)[objective];
        }

        return sum / Members;
    }

    /// <summary>The standard deviation over the members (of these themselves, not of a population that they stand for).</summary>
    public double Spread(int candidate, int objective)
    {
        var mean = Mean(candidate, objective);
        var sum = 0.0;
        for (var member = 0; member < Members; member++)
        {
            var difference = Of(candidate, member)[objective] - mean;
            sum += difference * difference;
        }

        return Math.Sqrt(sum / Members);
    }

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
}
