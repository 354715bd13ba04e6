using Serverless.Algorithms.Options;
using Serverless.Algorithms.Policies;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Unas;

/// <summary>UNAS: independent decisions whose logits follow an estimated gradient, with a linear surrogate as control variate.</summary>
/// <remarks>
/// Vahdat, Mallya, Liu, Kautz 2020. The loss is that of the objectives without a threshold, and a hinge for each objective that has one; without thresholds a
/// weighted sum, whose weights are the next of a sequence in each cycle. The surrogate is fitted to what was told before the draws that it is used for, so that it does not
/// depend on them, and it remembers across cycles; the logits begin again with each.
/// </remarks>
sealed class UnasAlgorithm : PolicySearch
{
    public const string AlgorithmName = "unas";

    /// <summary>What beyond a threshold is worth, in ranges of the objective, against the ranges of what is minimised.</summary>
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

    /// <summary>The surrogate of what was told before; a constant while nothing was.</summary>
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
