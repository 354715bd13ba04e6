using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.MoHdnas;

/// <summary>MO-HDNAS: runs NSGA-II on the similarity to a trained reference network, the costs, and the diversity of costs.</summary>
/// <remarks>
/// Sinha, Rostami, El Rahman Shabayek, Kacem, Aouada 2024 (CVPRW). Objectives that need training have no influence. Diversity depends on the
/// population, so it is computed for parents and children together, and again for the survivors. The archive, from which the candidates to train are
/// taken, compares only similarity and costs: being different has no merit of its own.
/// </remarks>
/// <param name="specification">The specification, with its defaults filled in.</param>
/// <param name="space">The space to search.</param>
/// <param name="seed">The seed of all random numbers.</param>
/// <param name="state">The state to continue from; null to start.</param>
sealed class MoHdnasAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
    : EvolutionaryAlgorithm(specification, space, seed, state)
{
    public const string AlgorithmName = "mo-hdnas";

    /// <summary>The number of leading metrics that are similarities; the others are costs.</summary>
    const int Similarities = 1;

    readonly bool _hasDiversity = specification.CostDiversity!.Value;

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Archive = MetricArchive.Add(Archive, told);
        base.Learn(told);
    }

    protected override RankedPopulation Rank(IReadOnlyList<Member> members) => RankedPopulation.Of(members, new CrowdingScore(), Compared(members));

    /// <summary>Returns the members with their metrics and diversity in place of objectives; a member without metrics counts as failed.</summary>
    Member[] Compared(IReadOnlyList<Member> members)
    {
        Member[] known = [.. members.Where(MetricArchive.HasMetrics)];
        var costs = known.Length == 0 ? 0 : known[0].Metrics.Length - Similarities;
        var diversity = CostDiversity.Of([.. known.SelectMany(member => member.Metrics.Skip(Similarities))], costs, known.Length);
        var next = 0;
        return
        [
            .. members.Select(member => MetricArchive.HasMetrics(member) ? As(member, ObservationStatus.Evaluated, Criteria(member, diversity[next++]))
                : member.Status == ObservationStatus.Infeasible ? member
                : As(member, ObservationStatus.Failed, [])),
        ];
    }

    double[] Criteria(Member member, double diversity) => _hasDiversity ? [.. Finite(member), -diversity] : [.. Finite(member)];

    // In sorting, a NaN would lose to every number, but it would have no defined place within its front.
    static IEnumerable<double> Finite(Member member) => member.Metrics.Select(value => double.IsFinite(value) ? value : double.PositiveInfinity);

    static Member As(Member member, ObservationStatus status, double[] objectives) => new()
    {
        Space = member.Space,
        Architecture = member.Architecture,
        Status = status,
        Objectives = objectives,
        Violation = 0,
    };
}
