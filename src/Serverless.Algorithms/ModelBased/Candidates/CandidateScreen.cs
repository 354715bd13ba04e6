using Serverless.Algorithms.GpEhvi;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.MultiObjective;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>What is predicted of every candidate alone, by which those are found that are worth joint draws.</summary>
sealed class CandidateScreen
{
    /// <summary>Candidates that the front dominates so many standard deviations from their means are left out, if enough others are left.</summary>
    const double Furthest = 3;
    const int FewestPromising = 1_024;

    readonly Predictions _predictions;

    /// <param name="fitted">The models.</param>
    /// <param name="baseline">Places whose means make the front.</param>
    public CandidateScreen(FittedModels fitted, IReadOnlyList<int> baseline)
    {
        _predictions = new Predictions(fitted.Catalogue, fitted.Models);
        var observed = fitted.Members.Select(member => fitted.Catalogue.PlaceOf(member.Architecture)).ToHashSet();
        Open = [.. Enumerable.Range(0, fitted.Catalogue.Architectures.Length).Where(place => fitted.Catalogue.IsConnected[place] && !observed.Contains(place))];
        Front = new NondominatedSet<int>(Marginals.Length);
        foreach (var place in baseline)
        {
            Front.Add([.. Marginals.Select(marginals => marginals.Value(place))], place);
        }

        var promising = Array.FindAll(Open, place => !Front.Covers(_predictions.Best(place, Furthest)));
        Open = promising.Length >= FewestPromising || _predictions.IsBounded ? promising : Open;
        _predictions.Refine(Open);
        var violation = fitted.Feasibility?.Predict(fitted.Catalogue);
        if (violation is not null)
        {
            fitted.Feasibility!.Refine(fitted.Catalogue, violation, Open);
        }

        Chances = BatchSelection.Chances(violation, fitted.Catalogue.Architectures.Length);
    }

    /// <value>One for each objective, of the whole catalogue; deviations of those that are not open may be upper bounds.</value>
    public Marginals[] Marginals => _predictions.Marginals;

    /// <value>The probability that constraints hold, for each candidate; 1 where none was violated yet.</value>
    public double[] Chances { get; }

    /// <value>Places that may be chosen.</value>
    public int[] Open { get; }

    /// <value>Of the baseline's means.</value>
    public NondominatedSet<int> Front { get; }

    /// <summary>The ideal and the reference point of the front and of what may turn out to be on it.</summary>
    public (double[] Ideal, double[] Reference) Range() => ReferencePoint.Of(Front.Points, _predictions, Open);

    /// <summary>The places of the largest gains, the largest first; of equal ones the first.</summary>
    /// <param name="count">How many, at most.</param>
    /// <param name="gains">Of every candidate; times the chance that constraints hold they count.</param>
    public int[] Best(int count, double[] gains) =>
        [.. Open.OrderByDescending(place => gains[place] * Chances[place]).ThenBy(place => place).Take(count)];
}
