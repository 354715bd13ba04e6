using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tpe;

/// <summary>TPE (tree-structured Parzen estimators): proposes what is likely among good observations and unlikely among the rest.</summary>
/// <remarks>
/// Bergstra, Bardenet, Bengio, Kégl 2011; for several objectives Ozaki, Tanigaki, Watanabe, Nomura, Onishi 2022, with the settings of Optuna: kernels
/// joint over all decisions, and equal weights for good observations. Pending candidates count as part of the rest, so that a batch spreads out
/// (Ginsbourger, Le Riche, Carraro 2010, constant liar). Only samples that were not proposed yet are considered.
/// </remarks>
sealed class TpeAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "tpe";

    /// <summary>The number of draws per wanted sample, where most are known already.</summary>
    const int DrawsPerSample = 10;

    readonly int _initialSamples;
    readonly int _candidateSamples;
    readonly int _trainingSize;
    ObservationSplit? _split;
    ParzenEstimator? _good;

    public TpeAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _initialSamples = specification.InitialSamples!.Value;
        _candidateSamples = specification.CandidateSamples!.Value;
        _trainingSize = specification.TrainingSize!.Value;
    }

    protected override Child Breed(RandomStream random)
    {
        if (ProposedCount < _initialSamples || Population.Count == 0)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        _split ??= ObservationSplit.Of(Population, ObjectiveCount);
        _good ??= Estimate([.. _split.Good.Select(member => member.Architecture)], [.. _split.Good.Select(_ => 1.0)]);
        var samples = Draw(_good, random);
        if (samples.Count == 0)
        {
            return new Child(_good.Sample(random), [], "improvement");
        }

        Architecture[] others = [.. _split.Rest.Select(member => member.Architecture), .. Pending.Select(ArchitectureOf)];
        var rest = Estimate(others, ObservationSplit.WeightsOfRest(others.Length));
        return new Child(samples.MaxBy(sample => _good.LogProbability(sample) - rest.LogProbability(sample))!, [], "improvement");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Population = TrainingSet.Keep([.. Population, .. told], _trainingSize);
        (_split, _good) = (null, null);
    }

    ParzenEstimator Estimate(IReadOnlyList<Architecture> observations, double[] weights) => new(Space, observations, weights);

    /// <summary>Draws candidates that were not proposed yet, in canonical form; fewer than wanted if these are rare.</summary>
    List<Architecture> Draw(ParzenEstimator estimator, RandomStream random)
    {
        var samples = new List<Architecture>(_candidateSamples);
        for (var draw = 0; draw < DrawsPerSample * _candidateSamples && samples.Count < _candidateSamples; draw++)
        {
            var sample = Space.Canonicalise(estimator.Sample(random));
            if (!IsKnown(sample))
            {
                samples.Add(sample);
            }
        }

        return samples;
    }
}
