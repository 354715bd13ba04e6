using Serverless.Domain.Randomness;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms.Proposals;

/// <summary>Every candidate that was proposed so far, and the way to one that was not.</summary>
sealed class KnownCandidates
{
    readonly SearchSpace _space;
    readonly GenotypeCode _code;
    readonly HashSet<Architecture> _known = [];
    readonly List<byte> _packed = [];

    /// <param name="space">Their space.</param>
    /// <param name="packed">What <see cref="ToBase64"/> gave.</param>
    /// <exception cref="ArgumentException">The text is no list of different candidates of the space.</exception>
    public KnownCandidates(SearchSpace space, string packed)
    {
        _space = space;
        _code = new GenotypeCode(space);
        var bytes = new byte[((packed.Length * 3) + 3) / 4];
        if (!Convert.TryFromBase64String(packed, bytes, out var length) || length % _code.Length != 0)
        {
            throw new ArgumentException($"The state's list of known candidates is no base64 of {_code.Length} bytes for each.", nameof(packed));
        }

        for (var at = 0; at < length; at += _code.Length)
        {
            Add(_code.Unpack(bytes.AsSpan(at, _code.Length)));
        }
    }

    public int Count => _known.Count;

    /// <value>Whether the space has nothing left.</value>
    public bool IsEverything => _known.Count >= _space.CandidateCount;

    /// <param name="representative">In canonical form.</param>
    public bool Contains(Architecture representative) => _known.Contains(representative);

    /// <param name="representative">In canonical form.</param>
    /// <exception cref="ArgumentException">It is known already.</exception>
    public void Add(Architecture representative)
    {
        if (!_known.Add(representative))
        {
            throw new ArgumentException($"Candidate {_space.Format(representative)} is known already.", nameof(representative));
        }

        var end = _packed.Count;
        System.Runtime.InteropServices.CollectionsMarshal.SetCount(_packed, end + _code.Length);
        _code.Pack(representative, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_packed)[end..]);
    }

    /// <summary>All of them, in the order they came.</summary>
    public string ToBase64() => Convert.ToBase64String(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_packed));

    /// <summary>An unknown candidate the fewest decisions away, any of them with equal probability; null when there is none.</summary>
    /// <remarks>Breadth first over genotypes, so it ends, and finds the last candidate of a space too.</remarks>
    public Architecture? NearestNew(Architecture start, RandomStream random)
    {
        var visited = new HashSet<Architecture> { start };
        var ring = new List<Architecture> { start };
        while (ring.Count > 0)
        {
            var unknown = ring.Select(_space.Canonicalise).Where(representative => !Contains(representative)).Distinct().ToList();
            if (unknown.Count > 0)
            {
                return unknown[random.NextInt(unknown.Count)];
            }

            ring = [.. ring.SelectMany(_space.Neighbours).Where(visited.Add)];
        }

        return null;
    }
}
