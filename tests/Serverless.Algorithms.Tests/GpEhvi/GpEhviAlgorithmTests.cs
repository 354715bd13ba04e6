using System.Text.Json;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.GpEhvi;

public sealed class GpEhviAlgorithmTests
{
    const int Batch = 8;

    readonly NasBench201Space _space = new();

    [Fact]
    public void Ask_FirstEight_AreOneOfEachStratumBySize()
    {
        double[] sizes = [.. Create("gp-ehvi").Ask(Batch).Select(proposal => _space.Features.SizeOf(Parse(proposal)))];

        sizes.ShouldBe(sizes.Order());
        sizes[0].ShouldBeLessThan(sizes[^1]);
    }

    [Fact]
    public void Ask_ObjectivesThatFeaturesTell_FindsMoreVolumeThanRandomSearchWithThreeTimesAsMany()
    {
        var model = VolumeAfter(Create("gp-ehvi"), generations: 5);
        var random = VolumeAfter(Create("random"), generations: 15);

        model.ShouldBeGreaterThan(random);
    }

    [Fact]
    public void Ask_CandidatesOfAKindViolateAConstraint_ProposesFewOfThem()
    {
        var algorithm = Create("gp-ehvi");
        for (var generation = 0; generation < 6; generation++)
        {
            algorithm.Tell([.. algorithm.Ask(Batch).Select(proposal => ClosedForm.EvaluateUnless(Violates, proposal))]);
        }

        algorithm.Ask(Batch).Count(Violates).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Ask_WithSixteenPending_ProposesOthersThanWithoutAndTheSameFromItsState()
    {
        var algorithm = Create("gp-ehvi");
        algorithm.Tell([.. algorithm.Ask(16).Select(ClosedForm.Evaluate)]);
        algorithm.Ask(16);
        var resumed = SearchAlgorithms.Create(new() { Name = "gp-ehvi" }, _space, seed: 1, JsonSerializer.Deserialize(
            JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState), AlgorithmsJson.Default.AlgorithmState));

        var pending = algorithm.State.Pending.Select(proposal => proposal.Id).ToHashSet();
        var next = algorithm.Ask(2);

        next.ShouldAllBe(proposal => !pending.Contains(proposal.Id));
        resumed.Ask(2).Select(proposal => proposal.Id).ShouldBe(next.Select(proposal => proposal.Id));
    }

    [Fact]
    public void State_FiveHundredEvaluations_IsSmallerThanAMegabyte()
    {
        var random = SearchAlgorithms.Create(new() { Name = "random" }, new PublishedSpace(_space), seed: 1, state: null);
        var asked = random.Ask(500);
        var state = random.State with { Algorithm = "gp-ehvi" };
        var algorithm = SearchAlgorithms.Create(new() { Name = "gp-ehvi" }, new PublishedSpace(_space), seed: 1, state);

        algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);

        JsonSerializer.SerializeToUtf8Bytes(algorithm.State, AlgorithmsJson.Default.AlgorithmState).Length.ShouldBeLessThan(1_000_000);
    }

    double VolumeAfter(ISearchAlgorithm algorithm, int generations)
    {
        var points = new List<double>();
        for (var generation = 0; generation < generations; generation++)
        {
            Observation[] told = [.. algorithm.Ask(Batch).Select(proposal =>
                new Observation(proposal.Id, ObservationStatus.Evaluated, Objectives(Parse(proposal)), 0))];
            points.AddRange(told.SelectMany(observation => observation.Objectives));
            algorithm.Tell(told);
        }

        return Hypervolume.Of(points.ToArray(), [-40, 60]);
    }

    /// <summary>An accuracy that grows with the function's weights and paths, and a latency that grows with what runs.</summary>
    double[] Objectives(Architecture cell)
    {
        var features = new double[_space.Features.Length];
        _space.Features.Write(cell, features);
        string[] names = [.. _space.Features.Blocks.SelectMany(block => block.Names.Select(name => $"{block.Name}.{name}"))];
        double Of(string name) => features[Array.IndexOf(names, name)];
        return
        [
            (60 / (1 + (0.2 * Of("liveCounts.weights")) + Of("liveCounts.paths") + Of("liveCounts.mostConvolutions"))) - 100,
            1 + Of("executedCounts.weights") + (0.5 * Of("executedCounts.avg_pool_3x3")) + (0.1 * Of("executedCounts.skip_connect")),
        ];
    }

    /// <summary>Whether an operation that does something leads from the input straight to the output.</summary>
    bool Violates(ProposedCandidate proposal) => Parse(proposal).Genotype[3] >= 2;

    Architecture Parse(ProposedCandidate proposal) =>
        _space.TryParse(proposal.Architecture, out var cell, out var error) ? cell : throw new InvalidOperationException(error);

    ISearchAlgorithm Create(string name) => SearchAlgorithms.Create(new() { Name = name }, _space, seed: 1, state: null);
}
