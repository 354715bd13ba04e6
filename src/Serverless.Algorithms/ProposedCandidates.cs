using Serverless.Domain.Spaces;

namespace Serverless.Algorithms;

/// <summary>Everything that was proposed so far, and the way to what was not.</summary>
sealed class ProposedCandidates(SearchSpace space, IReadOnlyList<CandidateId> proposed)
{
    readonly List<CandidateId> _order = [.. proposed];
    readonly HashSet<CandidateId> _known = [.. proposed];

    public IReadOnlyList<CandidateId> InOrder => _order.ToArray();

    public int Count => _order.Count;

    /// <value>Whether the space has nothing left.</value>
    public bool IsEverything => _known.Count >= space.CandidateCount;

    public bool IsNew(Architecture architecture) => !_known.Contains(space.IdOf(architecture));

    public CandidateId Add(Architecture architecture)
    {
        var id = space.IdOf(architecture);
        if (!_known.Add(id))
        {
            throw new InvalidOperationException($"Candidate {id} was proposed before.");
        }

        _order.Add(id);
        return id;
    }

    /// <summary>The new candidate the fewest decisions away; null when the whole space is known.</summary>
    /// <remarks>Breadth first over genotypes, so it ends, and finds the last candidate of a space too.</remarks>
    public Architecture? NearestNew(Architecture start)
    {
        var visited = new HashSet<Architecture> { start };
        var queue = new Queue<Architecture>(visited);
        while (queue.TryDequeue(out var architecture))
        {
            if (IsNew(architecture))
            {
                return architecture;
            }

            foreach (var neighbour in space.Neighbours(architecture).Where(visited.Add))
            {
                queue.Enqueue(neighbour);
            }
        }

        return null;
    }
}
