using System.Buffers;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Proposals;

/// <summary>Remembers every candidate that was proposed so far, and finds one that was not.</summary>
sealed class KnownCandidates
{
    /// <summary>The length of a random walk, long enough to reach an unknown candidate almost surely while one in a hundred is unknown.</summary>
    const int WalkSteps = 500;

    readonly SearchSpace _space;
    readonly GenotypeCode _code;
    readonly DecisionChange _change;
    readonly HashSet<Architecture> _known = [];
    readonly ArrayBufferWriter<byte> _packed = new();

    /// <param name="space">The space of the candidates.</param>
    /// <param name="packed">The text that <see cref="ToBase64"/> returned.</param>
    /// <exception cref="ArgumentException">The text is not a list of distinct candidates of the space.</exception>
    public KnownCandidates(SearchSpace space, string packed)
    {
        _space = space;
        _code = new GenotypeCode(space);
        _change = new DecisionChange(space);
        var bytes = new byte[((packed.Length * 3) + 3) / 4];
        if (!Convert.TryFromBase64String(packed, bytes, out var length) || length % _code.Length != 0)
        {
            throw new ArgumentException($"The state's list of known candidates is not base64 of {_code.Length} bytes for each.", nameof(packed));
        }

        for (var at = 0; at < length; at += _code.Length)
        {
            Add(_code.Unpack(bytes.AsSpan(at, _code.Length)));
        }
    }

    public int Count => _known.Count;

    /// <value>Whether every candidate of the space is known.</value>
    public bool IsEverything => _known.Count >= _space.CandidateCount;

    /// <param name="representative">The architecture in canonical form.</param>
    public bool Contains(Architecture representative) => _known.Contains(representative);

    /// <param name="representative">The architecture in canonical form.</param>
    /// <exception cref="ArgumentException">The architecture is known already.</exception>
    public void Add(Architecture representative)
    {
        if (!_known.Add(representative))
        {
            throw new ArgumentException($"Candidate {_space.Format(representative)} is already known.", nameof(representative));
        }

        _code.Pack(representative, _packed.GetSpan(_code.Length));
        _packed.Advance(_code.Length);
    }

    /// <summary>Makes candidates unknown again. O(all known).</summary>
    /// <param name="representatives">Known architectures in canonical form.</param>
    public void Forget(IReadOnlyList<Architecture> representatives)
    {
        _known.ExceptWith(representatives);
        var packed = _packed.WrittenSpan.ToArray();
        _packed.ResetWrittenCount();
        for (var at = 0; at < packed.Length; at += _code.Length)
        {
            var code = packed.AsSpan(at, _code.Length);
            if (_known.Contains(_code.Unpack(code)))
            {
                _packed.Write(code);
            }
        }
    }

    /// <summary>Returns all known candidates, in the order in which they were added.</summary>
    public string ToBase64() => Convert.ToBase64String(_packed.WrittenSpan);

    /// <summary>Returns an unknown candidate near another one; null if the space has none.</summary>
    /// <remarks>
    /// The candidate is any unknown neighbour with equal probability; if there is none, the first unknown candidate that a random walk reaches; and
    /// if that takes too long because almost everything is known, the first that a breadth-first search finds, so that even the last candidate of a
    /// space is found.
    /// </remarks>
    public Architecture? NearNew(Architecture start, RandomStream random) =>
        NewNeighbour(start, random) ?? Walk(start, random) ?? Sweep(start);

    Architecture? NewNeighbour(Architecture start, RandomStream random)
    {
        Architecture[] unknown = [.. _space.Neighbours(start).Select(_space.Canonicalise).Where(representative => !Contains(representative))];
        return unknown.Length > 0 ? unknown[random.NextInt(unknown.Length)] : null;
    }

    Architecture? Walk(Architecture start, RandomStream random)
    {
        var place = start;
        for (var step = 0; step < WalkSteps; step++)
        {
            place = _change.Apply(place, random);
            var representative = _space.Canonicalise(place);
            if (!Contains(representative))
            {
                return representative;
            }
        }

        return null;
    }

    Architecture? Sweep(Architecture start)
    {
        var visited = new HashSet<Architecture> { start };
        var queue = new Queue<Architecture>(visited);
        while (queue.TryDequeue(out var architecture))
        {
            var representative = _space.Canonicalise(architecture);
            if (!Contains(representative))
            {
                return representative;
            }

            foreach (var neighbour in _space.Neighbours(architecture).Where(visited.Add))
            {
                queue.Enqueue(neighbour);
            }
        }

        return null;
    }
}
