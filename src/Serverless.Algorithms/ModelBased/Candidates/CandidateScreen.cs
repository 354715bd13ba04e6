using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Models.Trees;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Predicts every candidate on its own to find those that are worth the cost of joint draws.</summary>
sealed class CandidateScreen
{
    /// <summary>
    /// Candidates are left out if the front dominates even the point this many standard deviations better than their means, provided that enough
    /// others remain.
    /// </summary>
    const double Furthest = 3;
    const int FewestPromising = 1_024;

    readonly Predictions _predictions;
    readonly IReadOnlyList<double> _thresholds;
    readonly Func<int, bool> _isFeasible;
    readonly int[] _ranks;

    /// <param name="fitted">The models.</param>
    /// <param name="baseline">The indices of the candidates whose means form the front.</param>
    public CandidateScreen(FittedModels fitted, IReadOnlyList<int> baseline)
    {
        _predictions = new Predictions(fitted.Catalogue, fitted.Models);
        _thresholds = fitted.Problem.Thresholds;
        _isFeasible = fitted.KnownFeasibility();
        Open = fitted.Open();
        Front = new NondominatedSet<int>(Marginals.Length);
        foreach (var place in baseline)
        {
            Front.Add([.. Marginals.Select(marginals => marginals.Value(place))], place);
        }

        var promising = Array.FindAll(Open, place => !Front.Covers(_predictions.Best(place, Furthest)));
        Open = promising.Length >= FewestPromising || _predictions.IsBounded ? promising : Open;
        _predictions.Refine(Open);
        _ranks = Ranks(fitted);
        Chances = fitted.Chances(Open);
    }

    /// <value>The predictions of the whole catalogue, one for each objective; deviations of candidates that are not open can be upper bounds.</value>
    public Marginals[] Marginals => _predictions.Marginals;

    /// <value>The probability for each candidate that constraints hold; 1 if nothing is known about any.</value>
    public double[] Chances { get; }

    /// <value>The indices of candidates that can be chosen; <see cref="Best"/> leaves out those that violate known constraints.</value>
    public int[] Open { get; }

    /// <value>The nondominated means of the baseline.</value>
    public NondominatedSet<int> Front { get; }

    /// <summary>Returns the ideal and the reference point of the front and of the candidates that can turn out to be on it.</summary>
    public (double[] Ideal, double[] Reference) Range()
    {
        var (ideal, reference) = ReferencePoint.Of(Front.Points, _predictions, Open, _isFeasible);
        var within = ReferencePoint.Within(reference, _thresholds);

        // If no candidate comes near the thresholds, draws would gain no volume within them, so the thresholds are left out.
        return ReferencePoint.IdealBelow(ideal, within, _predictions, Open, Furthest) is { } below ? (below, within) : (ideal, reference);
    }

    /// <summary>
    /// Returns the indices with the largest gains, largest first. Of equal gains the first wins; with models that give many equal predictions the
    /// order is random.
    /// </summary>
    /// <param name="count">The largest number of indices to return.</param>
    /// <param name="gains">The gain of every candidate, which is weighted by the probability that constraints hold.</param>
    public int[] Best(int count, double[] gains) =>
        [.. Open.OrderByDescending(place => gains[place] * Chances[place]).ThenBy(place => _ranks[place]).Where(_isFeasible).Take(count)];

    /// <summary>
    /// Returns the ranks that decide between equal gains. They are random for trees: neighbours in the catalogue are similar, so with many equal
    /// gains the first would be too.
    /// </summary>
    static int[] Ranks(FittedModels fitted)
    {
        int[] ranks = [.. Enumerable.Range(0, fitted.Catalogue.Architectures.Length)];
        if (Array.Exists(fitted.Models, model => model.Model is BaggedTrees))
        {
            RandomDraw.ToFront<int>(ranks, ranks.Length, fitted.Seed);
        }

        return ranks;
    }
}
