using Serverless.Algorithms;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Bench.Running;

/// <summary>
/// An algorithm that is asked and told as in an asynchronous search: one of the pending evaluations ends, then one candidate is asked for.
/// </summary>
/// <remarks>
/// The evaluation that ends is drawn uniformly, as for exponentially distributed evaluation times. Evaluated candidates count in the order in which
/// they were proposed.
/// </remarks>
/// <param name="algorithm">The algorithm, which is asked for one candidate at a time.</param>
/// <param name="pending">The number of concurrent evaluations, at least 2.</param>
/// <param name="seed">The seed that decides which evaluation ends next.</param>
sealed class AsynchronousAlgorithm(ISearchAlgorithm algorithm, int pending, long seed) : ISearchAlgorithm
{
    /// <summary>The random stream, which is separate from those of algorithms.</summary>
    const int Stream = -1;

    readonly RandomStream _random = RandomStream.For(seed, Stream, pending);
    readonly List<Observation> _running = [];

    /// <inheritdoc/>
    public IReadOnlyList<Fidelity> Fidelities => algorithm.Fidelities;

    /// <inheritdoc/>
    public AlgorithmState State => algorithm.State;

    /// <inheritdoc/>
    public IReadOnlyList<ProposedCandidate> Ask(int count) => algorithm.Ask(count);

    /// <inheritdoc/>
    public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn) => algorithm.Drop(candidates, mayReturn);

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Observation> observations)
    {
        _running.AddRange(observations);
        while (_running.Count >= pending)
        {
            var index = _random.NextInt(_running.Count);
            algorithm.Tell([_running[index]]);
            _running.RemoveAt(index);
        }
    }
}
