using Serverless.Domain.Fronts;
using Serverless.Domain.Randomness;

namespace Serverless.Algorithms.Nsga2;

/// <summary>A population with each member's front and crowding distance.</summary>
sealed class RankedPopulation
{
    readonly Ranked[] _members;

    RankedPopulation(Ranked[] members) => _members = members;

    /// <summary>By front, then by crowding distance, more room first; ties keep their order.</summary>
    public IEnumerable<Individual> BestFirst =>
        _members.OrderBy(member => member.Front).ThenByDescending(member => member.Distance).Select(member => member.Individual);

    public static RankedPopulation Of(IReadOnlyList<Individual> individuals)
    {
        var members = new Ranked[individuals.Count];
        var fronts = ConstrainedSort.Fronts(individuals);
        for (var rank = 0; rank < fronts.Count; rank++)
        {
            // Members of one front are all feasible or all not, and only feasible ones are told apart by their objectives.
            var distances = ConstrainedSort.FeasibleObjectives(individuals, fronts[rank]) is { } objectives
                ? CrowdingDistance.Of(objectives, individuals[fronts[rank][0]].Objectives.Count)
                : new double[fronts[rank].Length];
            for (var i = 0; i < distances.Length; i++)
            {
                var index = fronts[rank][i];
                members[index] = new Ranked(individuals[index], rank, distances[i]);
            }
        }

        return new RankedPopulation(members);
    }

    /// <summary>The better of two members drawn at random; the first drawn when neither is better.</summary>
    public Individual Tournament(RandomStream random, Individual? except = null)
    {
        var first = Draw(random, except);
        var second = Draw(random, except);
        var isSecondBetter = second.Front < first.Front || (second.Front == first.Front && second.Distance > first.Distance);
        return (isSecondBetter ? second : first).Individual;
    }

    Ranked Draw(RandomStream random, Individual? except)
    {
        var excluded = except is null ? -1 : Array.FindIndex(_members, member => ReferenceEquals(member.Individual, except));
        var drawn = random.NextInt(excluded < 0 ? _members.Length : _members.Length - 1);
        return _members[excluded >= 0 && drawn >= excluded ? drawn + 1 : drawn];
    }

    readonly record struct Ranked(Individual Individual, int Front, double Distance);
}
