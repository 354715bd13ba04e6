using Serverless.Algorithms;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Bench.Running;

/// <summary>An algorithm asked and told as by an asynchronous search: of what is pending one evaluation ends, then one candidate is asked for.</summary>
/// <remarks>
/// Which one ends is drawn uniformly, as with evaluations whose times are exponentially distributed. What was evaluated counts in the order in which it
/// was proposed.
/// </remarks>
/// <param name="algorithm">Asked for one candidate at a time.</param>
/// <param name="pending">How many are evaluated at once, at least 2.</param>
/// <param name="seed">Decides which ends next.</param>
sealed class AsynchronousAlgorithm(ISearchAlgorithm algorithm, int pending, long seed) : ISearchAlgorithm
{
    /// <summary>Apart from what algorithms draw from.</summary>
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
