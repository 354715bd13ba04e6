using System.Globalization;
using Serverless.Algorithms;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Bench.Running;

/// <summary>An algorithm that is told some objectives with normal noise; its results are measured without noise.</summary>
/// <param name="algorithm">The algorithm that is told noisy values.</param>
/// <param name="deviations">The standard deviation of each objective's noise, in the objective's units; 0 for no noise.</param>
/// <param name="seed">The seed of the noise; a candidate has the same noise for every algorithm.</param>
sealed class NoisyAlgorithm(ISearchAlgorithm algorithm, IReadOnlyList<double> deviations, long seed) : ISearchAlgorithm
{
    /// <summary>The random stream, which is separate from those of algorithms.</summary>
    const int Stream = -2;

    /// <inheritdoc/>
    public IReadOnlyList<Fidelity> Fidelities => algorithm.Fidelities;

    /// <inheritdoc/>
    public AlgorithmState State => algorithm.State;

    /// <inheritdoc/>
    public IReadOnlyList<ProposedCandidate> Ask(int count) => algorithm.Ask(count);

    /// <inheritdoc/>
    public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn) => algorithm.Drop(candidates, mayReturn);

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Observation> observations) => algorithm.Tell([.. observations.Select(WithNoise)]);

    Observation WithNoise(Observation observation)
    {
        var random = RandomStream.For(seed, Stream, IndexOf(observation.Candidate));
        return observation with { Objectives = [.. observation.Objectives.Select((value, k) => value + (deviations[k] * random.NextNormal()))] };
    }

    /// <summary>Returns a random stream index for a candidate, whose id is a letter and a hash in hexadecimal digits.</summary>
    static int IndexOf(CandidateId candidate) =>
        unchecked((int)uint.Parse(candidate.Value.AsSpan(1, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
