using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Moead;

/// <summary>MOEA/D: solves one subproblem for each member of the population, with the help of those most similar to it.</summary>
/// <remarks>
/// Zhang, Li 2007. Subproblems take turns at having a child, whose parents are members of the neighbourhood. The archive keeps the best member for
/// each objective; together they form the ideal point. Until the first <c>populationSize</c> samples have been observed, they are the population;
/// then each subproblem takes the sample that suits it best.
/// </remarks>
sealed class MoeadAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "moead";

    readonly AlgorithmSpecification _specification;
    readonly int _populationSize;
    readonly GenotypeVariation _variation;
    Subproblems? _subproblems;

    public MoeadAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _specification = specification;
        _populationSize = specification.PopulationSize!.Value;
        _variation = new GenotypeVariation(specification, space);
    }

    protected override Child Breed(RandomStream random)
    {
        if (Population.Count == 0 || ProposedCount < _populationSize)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        var near = Neighbourhood(Cursor++ % _populationSize);
        var first = near[random.NextInt(near.Count)];
        var others = near.Where(member => !member.Architecture.Equals(first.Architecture)).ToList();
        if (others.Count == 0 || random.NextDouble() >= _variation.CrossoverProbability)
        {
            return new Child(_variation.Mutate(first.Architecture, random), [first.Id], "mutation");
        }

        var second = others[random.NextInt(others.Count)];
        return new Child(_variation.Cross(first.Architecture, second.Architecture, random), [first.Id, second.Id], "crossover");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Archive = ExtremeMembers.Add(Archive, told);
        var samples = Math.Min(told.Count, _populationSize - Population.Count);
        Member[] population = [.. Population, .. told.Take(samples)];
        if (population.Length == _populationSize && Problems() is { } subproblems)
        {
            var assignment = new Assignment(subproblems, [.. population, .. Archive]);
            Population = samples > 0 ? assignment.BestOf(population, _populationSize) : population;
            Population = assignment.Replace(Population, told.Skip(samples));
        }
        else
        {
            // Nothing that was evaluated gives the objectives yet: those that violate constraints least are the population.
            Member[] all = [.. population, .. told.Skip(samples)];
            Population = [.. ConstrainedSort.Fronts(all).SelectMany(front => front).Take(_populationSize).Order().Select(index => all[index])];
        }
    }

    IReadOnlyList<Member> Neighbourhood(int subproblem) => Population.Count == _populationSize && Problems() is { } subproblems
        ? [.. subproblems.Neighbours(subproblem).Select(place => Population[place]).DistinctBy(member => member.Architecture)]
        : Population;

    /// <summary>Returns the subproblems; null while the number of objectives is not known.</summary>
    Subproblems? Problems() => _subproblems ??= ObjectiveCount == 0 ? null : new Subproblems(
        _specification.Scalarisation!, _populationSize, ObjectiveCount, Math.Min(_specification.NeighbourhoodSize!.Value, _populationSize));
}

/// <summary>Keeps the feasible member with the smallest finite value of each objective; together they form the ideal point.</summary>
static class ExtremeMembers
{
    /// <summary>Returns at most one member for each objective; of equal values the first is kept.</summary>
    public static IReadOnlyList<Member> Add(IReadOnlyList<Member> extremes, IReadOnlyList<Member> told)
    {
        Member[] feasible = [.. extremes.Concat(told).Where(member => member.IsFeasible)];
        return feasible.Length == 0
            ? []
            : [.. Enumerable.Range(0, feasible[0].Objectives.Length).Select(objective => Least(feasible, objective)).OfType<Member>().DistinctBy(member => member.Architecture)];
    }

    static Member? Least(Member[] members, int objective) =>
        members.Where(member => double.IsFinite(member.Objectives[objective])).MinBy(member => member.Objectives[objective]);
}
