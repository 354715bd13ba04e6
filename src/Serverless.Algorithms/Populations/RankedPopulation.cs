using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Populations;

/// <summary>A population with the front and score of each member.</summary>
sealed class RankedPopulation
{
    readonly Ranked[] _members;

    RankedPopulation(Ranked[] members) => _members = members;

    /// <summary>The members by front, then by score, highest first; ties keep their order.</summary>
    public IEnumerable<Member> BestFirst =>
        _members.OrderBy(member => member.Front).ThenByDescending(member => member.Score).Select(member => member.Member);

    /// <summary>Ranks members by <see cref="ConstrainedSort"/>; infeasible members of one front are all equal.</summary>
    /// <param name="population">The members.</param>
    /// <param name="score">The score of the members of one front.</param>
    /// <param name="comparedAs">The members in whose place they are compared, in the same order; null to compare the members themselves.</param>
    public static RankedPopulation Of(IReadOnlyList<Member> population, FrontScore score, IReadOnlyList<Member>? comparedAs = null)
    {
        var compared = comparedAs ?? population;
        var members = new Ranked[population.Count];
        var fronts = ConstrainedSort.Fronts(compared);
        for (var rank = 0; rank < fronts.Count; rank++)
        {
            var first = compared[fronts[rank][0]];
            var scores = first.IsFeasible
                ? score.Of(ConstrainedSort.Objectives(compared, fronts[rank]), first.Objectives.Length, rank)
                : new double[fronts[rank].Length];
            for (var i = 0; i < scores.Length; i++)
            {
                var index = fronts[rank][i];
                members[index] = new Ranked(population[index], rank, scores[i]);
            }
        }

        return new RankedPopulation(members);
    }

    /// <summary>Merges populations that were ranked separately: members with equal positions compare as equal.</summary>
    public static RankedPopulation Merge(IEnumerable<RankedPopulation> parts) => new([.. parts.SelectMany(part => part._members)]);

    /// <summary>Returns the best of some randomly drawn members; of equal ones the first drawn.</summary>
    /// <param name="size">The number of members drawn, with replacement.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="except">A member that is never drawn, unless it is the only one.</param>
    public Member Tournament(int size, RandomStream random, Member? except = null)
    {
        var best = Draw(random, except);
        for (var i = 1; i < size; i++)
        {
            var rival = Draw(random, except);
            if (rival.Front < best.Front || (rival.Front == best.Front && rival.Score > best.Score))
            {
                best = rival;
            }
        }

        return best.Member;
    }

    Ranked Draw(RandomStream random, Member? except)
    {
        var excluded = except is null || _members.Length == 1 ? -1 : Array.FindIndex(_members, member => ReferenceEquals(member.Member, except));
        var drawn = random.NextInt(excluded < 0 ? _members.Length : _members.Length - 1);
        return _members[excluded >= 0 && drawn >= excluded ? drawn + 1 : drawn];
    }

    readonly record struct Ranked(Member Member, int Front, double Score);
}
