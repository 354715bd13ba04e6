using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.MoHdnas;

/// <summary>MO-HDNAS: NSGA-II on the similarity to a trained reference network, costs, and the diversity of costs.</summary>
/// <remarks>
/// Sinha, Rostami, El Rahman Shabayek, Kacem, Aouada 2024 (CVPRW). Objectives that training tells have no influence. Diversity is a matter of the
/// population, so it is computed for parents and children together, and again for those that stay. The archive, which what is trained comes
/// from, is of similarity and costs alone: being different is no merit of its own.
/// </remarks>
/// <param name="specification">With its defaults filled in.</param>
/// <param name="space">What to search.</param>
/// <param name="seed">Of all random numbers.</param>
/// <param name="state">Null to begin.</param>
sealed class MoHdnasAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
    : EvolutionaryAlgorithm(specification, space, seed, state)
{
    public const string AlgorithmName = "mo-hdnas";

    /// <summary>Metrics begin with the similarity; the others are costs.</summary>
    const int Similarities = 1;

    readonly bool _hasDiversity = specification.CostDiversity!.Value;

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Archive = MetricArchive.Add(Archive, told);
        base.Learn(told);
    }

    protected override RankedPopulation Rank(IReadOnlyList<Member> members) => RankedPopulation.Of(members, new CrowdingScore(), Compared(members));

    /// <summary>The members with their metrics, and their diversity, in place of objectives; what has no metrics is as one that failed.</summary>
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

    // A NaN would lose to every number in sorting, but have no place in its front.
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
