using Serverless.Spaces;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Measures the novelty of a pool's candidates: the share of decisions that differ from the nearest known architecture.</summary>
sealed class Novelty
{
    readonly IReadOnlyList<Architecture> _candidates;
    readonly double[] _distances;

    /// <param name="candidates">The candidates, all of one space.</param>
    /// <param name="known">The known architectures of the same space; can be empty.</param>
    public Novelty(IReadOnlyList<Architecture> candidates, IEnumerable<Architecture> known)
    {
        _candidates = candidates;
        _distances = new double[candidates.Count];
        _distances.AsSpan().Fill(1);
        foreach (var architecture in known)
        {
            Add(architecture);
        }
    }

    /// <summary>Returns the novelty of a candidate: 0 if it is known, 1 if every decision differs or nothing is known.</summary>
    public double Of(int candidate) => _distances[candidate];

    /// <summary>Adds an architecture to the known ones. O(candidates · decisions).</summary>
    public void Add(Architecture known)
    {
        for (var i = 0; i < _distances.Length; i++)
        {
            _distances[i] = Math.Min(_distances[i], Distance(_candidates[i].Genotype, known.Genotype));
        }
    }

    static double Distance(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var different = 0;
        for (var i = 0; i < one.Length; i++)
        {
            different += one[i] == other[i] ? 0 : 1;
        }

        return (double)different / one.Length;
    }
}
