using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Nsga2;
using Serverless.Algorithms.Options;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Lamoo;

/// <summary>LaMOO: learns where in the space good candidates are, and lets another algorithm propose there.</summary>
/// <remarks>
/// Zhao, Wang, Yang, Zhang, Guo, Tian 2022: in each generation the space is partitioned again using all observations, and one part is chosen
/// (<see cref="SpacePartition"/>). A part that few samples fall into is widened by leaving out its last cuts.
/// </remarks>
sealed class LamooAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "lamoo";

    /// <summary>
    /// The number of samples by which the width of a part is measured; it is wide enough if at least <see cref="FewestInside"/> of them are in it.
    /// </summary>
    const int Samples = 1_000;
    const int FewestInside = 10;

    readonly ProblemDefinition _problem;
    readonly int _initialSamples;
    readonly int _trainingSize;
    readonly IRegionSampler _sampler;
    Region? _region;

    public LamooAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
        : base(AlgorithmName, space, seed, state)
    {
        _problem = problem;
        _initialSamples = specification.InitialSamples!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        _sampler = specification.Inner switch
        {
            InnerNames.Random => new RandomSampler(space),
            InnerNames.Nsga2 => new VariationSampler(new AlgorithmSpecification { Name = Nsga2Algorithm.AlgorithmName }.Completed(), space),
            InnerNames.GpEhvi => new ModelledSampler(space, seed, _initialSamples, state, problem),
            _ => throw new ArgumentException($"The algorithm inside 'lamoo' is '{specification.Inner}'; it is one of {string.Join(", ", InnerNames.All)}."),
        };
    }

    protected override Child Breed(RandomStream random)
    {
        if (ProposedCount < _initialSamples || Population.Count == 0)
        {
            return _sampler.Begin(ProposedCount, random);
        }

        var situation = new SearchSituation(Population, ObjectiveCount, [.. Pending.Select(ArchitectureOf)], Generation) { Problem = _problem };
        var child = _sampler.Propose(situation, _region ??= Choose(), architecture => !IsKnown(architecture), random);
        Cursor = _sampler.Cursor;
        return child;
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Population = TrainingSet.Keep([.. Population, .. told], _trainingSize);
        _region = null;
        _sampler.Forget();
    }

    protected override AlgorithmState Complete(AlgorithmState state) => state with { Parameters = _sampler.Parameters };

    /// <summary>Chooses the part for this generation.</summary>
    Region Choose()
    {
        var partition = new SpacePartition(Space, Population);
        var part = partition.Best();
        var random = RandomStream.For(Seed, Generation, int.MaxValue - 3);
        Architecture[] samples = [.. Enumerable.Range(0, Samples).Select(_ => Space.Canonicalise(Space.Sample(random)))];
        var cuts = part.Path.Count;
        while (cuts > 0 && samples.Count(sample => partition.Contains(part, sample, cuts)) < FewestInside)
        {
            cuts--;
        }

        return new Region(
            architecture => partition.Contains(part, Space.Canonicalise(architecture), cuts), [.. part.Members.Select(index => Population[index])]);
    }
}
