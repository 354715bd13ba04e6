using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Models.Trees;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>What is predicted of every candidate alone, by which those are found that are worth joint draws.</summary>
sealed class CandidateScreen
{
    /// <summary>Candidates that the front dominates so many standard deviations from their means are left out, if enough others are left.</summary>
    const double Furthest = 3;
    const int FewestPromising = 1_024;

    readonly Predictions _predictions;
    readonly IReadOnlyList<double> _thresholds;
    readonly Func<int, bool> _isFeasible;
    readonly int[] _ranks;

    /// <param name="fitted">The models.</param>
    /// <param name="baseline">Places whose means make the front.</param>
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

    /// <value>One for each objective, of the whole catalogue; deviations of those that are not open may be upper bounds.</value>
    public Marginals[] Marginals => _predictions.Marginals;

    /// <value>The probability that constraints hold, for each candidate; 1 where nothing is known of any.</value>
    public double[] Chances { get; }

    /// <value>Places that may be chosen; those that violate known constraints are left out by <see cref="Best"/>.</value>
    public int[] Open { get; }

    /// <value>Of the baseline's means.</value>
    public NondominatedSet<int> Front { get; }

    /// <summary>The ideal and the reference point of the front and of what may turn out to be on it.</summary>
    public (double[] Ideal, double[] Reference) Range()
    {
        var (ideal, reference) = ReferencePoint.Of(Front.Points, _predictions, Open, _isFeasible);
        var within = ReferencePoint.Within(reference, _thresholds);

        // Draws reach no volume behind thresholds that nothing comes near.
        return (ideal, Array.Exists(Open, place => FrontImprovement.IsInside(_predictions.Best(place, Furthest), within)) ? within : reference);
    }

    /// <summary>The places of the largest gains, the largest first; of equal ones the first, or of models that tell many alike any.</summary>
    /// <param name="count">How many, at most.</param>
    /// <param name="gains">Of every candidate; times the chance that constraints hold they count.</param>
    public int[] Best(int count, double[] gains) =>
        [.. Open.OrderByDescending(place => gains[place] * Chances[place]).ThenBy(place => _ranks[place]).Where(_isFeasible).Take(count)];

    /// <summary>What decides between equal gains: neighbours in the catalogue are alike, so where many are equal the first would be too.</summary>
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
