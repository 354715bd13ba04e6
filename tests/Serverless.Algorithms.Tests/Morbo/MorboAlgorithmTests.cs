using System.Text.Json;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Morbo;

public sealed class MorboAlgorithmTests
{
    const int Batch = 8;

    readonly NasBench201Space _space = new();
    readonly MobileSpace _mobile = new();

    [Fact]
    public void Ask_NothingImproves_RegionsBeginAgainAndTheStateContinues()
    {
        var kept = Create(_space);
        var endings = 0;
        for (var generation = 0; generation < 20; generation++)
        {
            // Regions that begin again have the place −2 in the state.
            var beginsAgain = kept.State.Parameters!.Take(15).Where((_, place) => place % 3 == 0).Any(place => place == -2);
            var resumed = beginsAgain || generation == 3 ? Resume(kept, _space) : null;
            var asked = kept.Ask(Batch);
            endings += beginsAgain ? 1 : 0;
            if (resumed is not null)
            {
                resumed.Ask(3).Select(proposal => proposal.Id).ShouldBe(asked.Take(3).Select(proposal => proposal.Id));
                Resume(resumed, _space).Ask(Batch - 3).Select(proposal => proposal.Id).ShouldBe(asked.Skip(3).Select(proposal => proposal.Id));
            }

            kept.Tell([.. asked.Select(proposal => new Observation(proposal.Id, ObservationStatus.Evaluated, [3, 4], 0))]);
        }

        endings.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Ask_CandidatesOfAKindViolateAConstraint_ProposesFewOfThem()
    {
        var algorithm = Create(_space);
        for (var generation = 0; generation < 6; generation++)
        {
            algorithm.Tell([.. algorithm.Ask(Batch).Select(proposal => ClosedForm.EvaluateUnless(Violates, proposal))]);
        }

        algorithm.Ask(Batch).Count(Violates).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Run_SpaceOf10To14_FindsMoreVolumeThanRandomSearchWithThreeTimesAsMany()
    {
        var model = VolumeAfter(Create(_mobile), generations: 5);
        var random = VolumeAfter(SearchAlgorithms.Create(new() { Name = "random" }, _mobile, seed: 1, state: null), generations: 15);

        model.ShouldBeGreaterThan(random);
    }

    /// <summary>Multiply-accumulates against the strength of the blocks, which saturates.</summary>
    double VolumeAfter(ISearchAlgorithm algorithm, int generations)
    {
        var points = new List<double>();
        for (var generation = 0; generation < generations; generation++)
        {
            Observation[] told = [.. algorithm.Ask(Batch).Select(proposal => new Observation(proposal.Id, ObservationStatus.Evaluated, Objectives(proposal), 0))];
            points.AddRange(told.SelectMany(observation => observation.Objectives));
            algorithm.Tell(told);
        }

        return Hypervolume.Of(points.ToArray(), [0, 4]);
    }

    double[] Objectives(ProposedCandidate proposal)
    {
        var skeleton = _mobile.DefaultSkeleton;
        var architecture = Parse(proposal, _mobile);
        var strength = _mobile.BlocksOf(architecture, skeleton).Sum(block => Math.Sqrt(block.Expansion * block.Kernel) / block.Groups);
        return [-100 * (1 - Math.Exp(-strength / 10)), _mobile.Cost(architecture, skeleton, new ImageShape(3, 32, 32, 10)).Macs / 1e7];
    }

    /// <summary>Whether an operation that does something leads from the input straight to the output.</summary>
    bool Violates(ProposedCandidate proposal) => Parse(proposal, _space).Genotype[3] >= 2;

    static Architecture Parse(ProposedCandidate proposal, SearchSpace space) =>
        space.TryParse(proposal.Architecture, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);

    static ISearchAlgorithm Resume(ISearchAlgorithm algorithm, SearchSpace space) => Create(space, JsonSerializer.Deserialize(
        JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState), AlgorithmsJson.Default.AlgorithmState));

    static ISearchAlgorithm Create(SearchSpace space, AlgorithmState? state = null) =>
        SearchAlgorithms.Create(new() { Name = "morbo", CandidateSamples = 32, TrainingSize = 60 }, space, seed: 1, state);
}
