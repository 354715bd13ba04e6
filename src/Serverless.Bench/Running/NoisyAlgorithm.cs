using System.Globalization;
using Serverless.Algorithms;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Bench.Running;

/// <summary>An algorithm that is told some objectives with normal noise; what it evaluated is judged without.</summary>
/// <param name="algorithm">Told.</param>
/// <param name="deviations">The standard deviation of each objective's noise, in its own units; 0 where there is none.</param>
/// <param name="seed">Of the noise: a candidate's is the same for every algorithm.</param>
sealed class NoisyAlgorithm(ISearchAlgorithm algorithm, IReadOnlyList<double> deviations, long seed) : ISearchAlgorithm
{
    /// <summary>Apart from what algorithms draw from.</summary>
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

    /// <summary>An id is a letter and a hash in hexadecimal digits.</summary>
    static int IndexOf(CandidateId candidate) =>
        unchecked((int)uint.Parse(candidate.Value.AsSpan(1, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
