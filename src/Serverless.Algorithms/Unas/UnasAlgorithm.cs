using Serverless.Algorithms.Options;
using Serverless.Algorithms.Policies;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Unas;

/// <summary>UNAS: independent decisions whose logits follow an estimated gradient, with a linear surrogate as control variate.</summary>
/// <remarks>
/// Vahdat, Mallya, Liu, Kautz 2020. The loss is that of the objectives without a threshold plus a hinge for each objective that has one; without
/// thresholds it is a weighted sum, with the next weights of a sequence in each cycle. The surrogate is fitted to the observations made before the
/// draws for which it is used, so that it does not depend on them, and it keeps its data across cycles; the logits are initialised again in each
/// cycle.
/// </remarks>
sealed class UnasAlgorithm : PolicySearch
{
    public const string AlgorithmName = "unas";

    /// <summary>The weight of exceeding a threshold, in ranges of the objective, relative to the ranges of the minimised objectives.</summary>
    const double HingeWeight = 2;

    readonly string _estimator;
    readonly double _entropyWeight;
    readonly int _trainingSize;
    readonly IReadOnlyList<double> _thresholds;
    readonly GradientEstimator _gradient;

    public UnasAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
        : base(AlgorithmName, new FactorisedPolicy(space), specification, space, seed, state)
    {
        _estimator = specification.Estimator!;
        _entropyWeight = specification.EntropyWeight!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        _thresholds = problem.Thresholds;
        _gradient = new GradientEstimator(space, (FactorisedPolicy)Policy);
    }

    protected override bool StartsAgain => true;

    protected override void AddGradient(IReadOnlyList<Member> told, Span<double> gradient)
    {
        double[] losses = [.. told.Select(LossOf)];
        var control = ControlOf(losses);
        var random = Draws;
        for (var i = 0; i < told.Count; i++)
        {
            var genotype = told[i].Architecture.Genotype;
            var estimate = new double[gradient.Length];
            _gradient.Add(_estimator, Learner.Weights, genotype, losses[i], control, random, estimate);
            for (var place = 0; place < estimate.Length; place++)
            {
                gradient[place] -= estimate[place];
            }

            Policy.AddGradient(Learner.Weights, genotype, Temperature, score: 0, _entropyWeight, gradient);
        }
    }

    protected override void Remember(IReadOnlyList<Member> told) =>
        Population = _estimator == EstimatorNames.Reinforce ? [] : [.. Population.Concat(told).TakeLast(_trainingSize)];

    /// <summary>Returns the surrogate fitted to the earlier observations; a constant if there are none.</summary>
    LinearControl ControlOf(double[] losses) => Population.Count > 0
        ? LinearControl.Fit(Space, [.. Population.Select(member => member.Architecture)], [.. Population.Select(LossOf)])
        : new LinearControl(Learner.Baselines([.. losses.Select(loss => new[] { loss })])[0], new double[Policy.WeightCount]);

    double LossOf(Member member)
    {
        if (PenaltyOf(member) is { } penalty)
        {
            return 1 - penalty;
        }

        var shares = SharesOf(member);
        if (!_thresholds.Any(double.IsFinite) || _thresholds.Count != shares.Length)
        {
            return TradeOffs.At(Cycle, shares.Length).Select((weight, objective) => weight * shares[objective]).Sum();
        }

        var free = Enumerable.Range(0, shares.Length).Where(objective => !double.IsFinite(_thresholds[objective])).ToArray();
        var beyond = Enumerable.Range(0, shares.Length).Except(free)
            .Sum(objective => Math.Max(0, shares[objective] - Learner.Ranges.Share(objective, _thresholds[objective])));
        return (free.Length > 0 ? free.Average(objective => shares[objective]) : 0) + (HingeWeight * beyond);
    }
}
