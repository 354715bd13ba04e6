using Serverless.Algorithms.Options;
using Serverless.Algorithms.Policies;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Npg;

/// <summary>A non-stationary policy gradient: one run whose reward changes over time, so that it moves along the front.</summary>
/// <remarks>
/// Chen, Zhou, Trimponias, Li 2020; only the outline of the method is published in the abstract, the formulas are ours. In each cycle the temperature
/// falls along a cosine and then starts again (Loshchilov, Hutter 2017). The preference moves from the first objective to the last in one cycle, and
/// back in the next. With the reward <c>standing</c>, the reward is the position among the best observed candidates, by nondominated rank, then by
/// crowding distance.
/// </remarks>
sealed class NpgAlgorithm : PolicySearch
{
    public const string AlgorithmName = "npg";

    const double HighestTemperature = 5;
    const double LowestTemperature = 0.5;

    /// <summary>The number of members with which the reward by standing compares.</summary>
    const int PoolSize = 20;

    readonly bool _byStanding;

    public NpgAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, PolicyNames.Create(specification.Policy!, space), specification, space, seed, state) =>
        _byStanding = specification.Reward == RewardNames.Standing;

    protected override double Temperature => CosineRestarts.At(CycleShare, LowestTemperature, HighestTemperature);

    protected override void AddGradient(IReadOnlyList<Member> told, Span<double> gradient) =>
        Reinforce(told, _byStanding ? ByStanding(told) : ByPreference(told), entropyWeight: 0, gradient);

    protected override void Remember(IReadOnlyList<Member> told) => Population = _byStanding
        ? [.. RankedPopulation.Of([.. Population, .. told], new CrowdingScore()).BestFirst.Take(PoolSize)]
        : [];

    /// <summary>Computes rewards with a baseline for each objective, so that the expected reward moves with the preference.</summary>
    double[] ByPreference(IReadOnlyList<Member> told)
    {
        var objectives = Math.Max(1, Learner.Ranges.Count);
        double[][] rewards = [.. told.Select(member => PenaltyOf(member) is { } penalty
            ? Enumerable.Repeat(penalty, objectives).ToArray()
            : Array.ConvertAll(SharesOf(member), share => 1 - share))];

        // The number of objectives is not known before the first ones are observed.
        var baselines = Learner.Ranges.Count > 0 ? Learner.Baselines(rewards) : rewards[0];
        var weights = TradeOffs.Along(Cycle % 2 == 0 ? CycleShare : 1 - CycleShare, objectives);
        return Array.ConvertAll(rewards, reward => weights.Select((weight, objective) => weight * (reward[objective] - baselines[objective])).Sum());
    }

    /// <summary>Computes rewards from 1 for the best of the pool and the new members to 0 for the worst.</summary>
    double[] ByStanding(IReadOnlyList<Member> told)
    {
        Member[] all = [.. RankedPopulation.Of([.. Population, .. told], new CrowdingScore()).BestFirst];
        double[][] rewards = [.. told.Select(member => new[] { 1 - (Array.IndexOf(all, member) / Math.Max(1.0, all.Length - 1)) })];
        var baseline = Learner.Baselines(rewards)[0];
        return Array.ConvertAll(rewards, reward => reward[0] - baseline);
    }
}
