using Serverless.MultiObjective;

namespace Serverless.Algorithms.Acquisition;

/// <summary>The front as each member of an ensemble expects it to be once what was chosen is evaluated.</summary>
sealed class EnsembleFronts
{
    readonly CandidatePool _pool;
    readonly double[] _reference;
    readonly NondominatedSet<int>[] _fronts;

    /// <param name="pool">What may be chosen.</param>
    /// <param name="front">What is known: n × m, row-major, minimised.</param>
    /// <param name="reference">m finite values.</param>
    public EnsembleFronts(CandidatePool pool, ReadOnlySpan<double> front, double[] reference)
    {
        (_pool, _reference) = (pool, reference);
        _fronts = new NondominatedSet<int>[pool.Members];
        for (var member = 0; member < _fronts.Length; member++)
        {
            _fronts[member] = new NondominatedSet<int>(pool.Objectives);
            for (var start = 0; start < front.Length; start += pool.Objectives)
            {
                _fronts[member].Add(front.Slice(start, pool.Objectives), -1);
            }
        }
    }

    /// <summary>The expected gain of hypervolume: the mean over the members of the exact gain that each of them sees.</summary>
    public double Improvement(int candidate)
    {
        var sum = 0.0;
        for (var member = 0; member < _fronts.Length; member++)
        {
            sum += HypervolumeContribution.OfAdding(_pool.Of(candidate, member), _fronts[member].Points, _reference);
        }

        return sum / _fronts.Length;
    }

    /// <summary>Takes a candidate for evaluated, by each member's own prediction.</summary>
    public void Add(int candidate)
    {
        for (var member = 0; member < _fronts.Length; member++)
        {
            _fronts[member].Add(_pool.Of(candidate, member), candidate);
        }
    }
}
