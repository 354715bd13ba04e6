using Serverless.Algorithms.Options;
using Serverless.Algorithms.Policies;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Monas;

/// <summary>MONAS: trains a recurrent controller by REINFORCE, in one run for each trade-off.</summary>
/// <remarks>
/// Hsu et al. 2018; the formulas of the rewards are our interpretation of the paper. Objectives are shares of the ranges seen so far, so rewards lie
/// between 0 and 1, and below 0 for infeasible candidates. Each cycle is a separate run: the weights are initialised again, and the trade-off is the
/// next of a sequence that is spread evenly whatever its length.
/// </remarks>
sealed class MonasAlgorithm : PolicySearch
{
    public const string AlgorithmName = "monas";

    readonly string _reward;
    readonly double? _alpha;
    readonly double _entropyWeight;
    readonly IReadOnlyList<double> _thresholds;

    public MonasAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
        : base(AlgorithmName, PolicyNames.Create(specification.Policy!, space), specification, space, seed, state)
    {
        _reward = specification.Reward!;
        _alpha = specification.Alpha;
        _entropyWeight = specification.EntropyWeight!.Value;
        _thresholds = problem.Thresholds;
    }

    protected override bool StartsAgain => true;

    protected override void AddGradient(IReadOnlyList<Member> told, Span<double> gradient)
    {
        double[][] rewards = [.. told.Select(member => new[] { PenaltyOf(member) ?? RewardOf(SharesOf(member)) })];
        var baseline = Learner.Baselines(rewards)[0];
        Reinforce(told, Array.ConvertAll(rewards, reward => reward[0] - baseline), _entropyWeight, gradient);
    }

    double RewardOf(double[] shares)
    {
        if (shares.Length == 1)
        {
            return 1 - shares[0];
        }

        var costs = Enumerable.Range(1, shares.Length - 1);
        return _reward switch
        {
            RewardNames.CostConstrained => costs.All(cost => shares[cost] <= BoundOf(cost)) ? 1 - shares[0] : 0,
            RewardNames.AccuracyConstrained => shares[0] <= BoundOf(0) ? 1 - costs.Average(cost => shares[cost]) : 0,
            _ => Weights(shares.Length).Select((weight, objective) => weight * (1 - shares[objective])).Sum(),
        };
    }

    /// <summary>Returns the weights of the objectives: α for the first and equal ones for the others, or the trade-off of this cycle.</summary>
    double[] Weights(int objectives) => _alpha is { } alpha
        ? [alpha, .. Enumerable.Repeat((1 - alpha) / (objectives - 1), objectives - 1)]
        : TradeOffs.At(Cycle, objectives);

    /// <summary>
    /// Returns the bound on an objective: its threshold or, if it has none, a share of the range seen, the next of a sequence in each cycle.
    /// </summary>
    double BoundOf(int objective) => objective < _thresholds.Count && double.IsFinite(_thresholds[objective])
        ? Learner.Ranges.Share(objective, _thresholds[objective])
        : TradeOffs.ShareAt(Cycle);
}
