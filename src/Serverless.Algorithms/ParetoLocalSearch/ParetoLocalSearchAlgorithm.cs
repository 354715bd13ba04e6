using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ParetoLocalSearch;

/// <summary>Pareto local search: explores the neighbours of one nondominated member after the other.</summary>
/// <remarks>
/// Paquete, Chiarandini, Stützle 2004, adapted to expensive evaluations: after some samples a random member of the archive is taken, and its unknown
/// neighbours are proposed in random order until none is left or the member is dominated; then another member is taken. When every member has been
/// explored, samples are proposed again.
/// </remarks>
sealed class ParetoLocalSearchAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "pareto-local-search";

    readonly int _samples;
    readonly UnknownNeighbours _neighbours;

    public ParetoLocalSearchAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _samples = specification.InitialSamples!.Value;
        _neighbours = new UnknownNeighbours(space, IsKnown);
    }

    protected override Child Breed(RandomStream random)
    {
        if (ProposedCount < _samples || Focus(random) is not { } focus)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        return new Child(_neighbours.Draw(focus.Architecture, random)!, [focus.Id], "neighbour");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        var focus = Cursor < Archive.Count ? Archive[Cursor] : null;
        Archive = FrontArchive.Add(Archive, told);
        var place = Archive.ToList().IndexOf(focus!);
        Cursor = place >= 0 ? place : Archive.Count;
    }

    protected override void Forgot() => _neighbours.Forget();

    /// <summary>
    /// Returns the current member, or another unexplored one; null if all are explored. The cursor is the member's index in the archive.
    /// </summary>
    Member? Focus(RandomStream random)
    {
        if (Cursor < Archive.Count && _neighbours.Any(Archive[Cursor].Architecture))
        {
            return Archive[Cursor];
        }

        int[] open = [.. Enumerable.Range(0, Archive.Count).Where(place => _neighbours.Any(Archive[place].Architecture))];
        Cursor = open.Length > 0 ? open[random.NextInt(open.Length)] : Archive.Count;
        return open.Length > 0 ? Archive[Cursor] : null;
    }
}
