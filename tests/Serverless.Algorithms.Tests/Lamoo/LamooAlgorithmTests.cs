using System.Text.Json;
using Serverless.Algorithms.Options;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Lamoo;

public sealed class LamooAlgorithmTests
{
    readonly NasBench201Space _space = new();

    public static TheoryData<string> Inner => [.. InnerNames.All];

    [Theory]
    [MemberData(nameof(Inner))]
    public void AskAndTell_EachInner_ProposesNewOnesAndTheSameFromItsState(string inner)
    {
        var kept = Create(inner);
        var resumed = Create(inner);
        var proposed = new List<string>();

        for (var generation = 0; generation < 6; generation++)
        {
            resumed = Create(inner, JsonSerializer.Deserialize(
                JsonSerializer.Serialize(resumed.State, AlgorithmsJson.Default.AlgorithmState), AlgorithmsJson.Default.AlgorithmState));
            var asked = kept.Ask(8);
            resumed.Ask(8).Select(proposal => proposal.Id).ShouldBe(asked.Select(proposal => proposal.Id));
            proposed.AddRange(asked.Select(proposal => proposal.Architecture));
            kept.Tell([.. asked.Select(ClosedForm.Observe)]);
            resumed.Tell([.. asked.Select(ClosedForm.Observe)]);
        }

        proposed.ShouldBeUnique();
        proposed.Count.ShouldBe(48);
    }

    [Fact]
    public void Ask_RandomInside_IsBetterThanRandomOutside()
    {
        var algorithm = Create(InnerNames.Random);
        for (var generation = 0; generation < 10; generation++)
        {
            algorithm.Tell([.. algorithm.Ask(8).Select(ClosedForm.Evaluate)]);
        }

        var random = SearchAlgorithms.Create(new() { Name = "random" }, _space, seed: 1, state: null);
        double Mean(ISearchAlgorithm source) => source.Ask(40).Average(proposal => DominatedBy(proposal.Architecture));

        Mean(algorithm).ShouldBeLessThan(Mean(random));
    }

    [Fact]
    public void Create_UnknownInner_SaysWhichThereAre() =>
        Should.Throw<ArgumentException>(() => Create("sobol")).Message.ShouldContain("random, nsga2, gp-ehvi");

    int DominatedBy(string architecture) => SearchAlgorithms.Create(new() { Name = "random" }, _space, seed: 7, state: null).Ask(200)
        .Count(other => MultiObjective.Dominance.Dominates(ClosedForm.Objectives(other.Architecture), ClosedForm.Objectives(architecture)));

    ISearchAlgorithm Create(string inner, AlgorithmState? state = null) =>
        SearchAlgorithms.Create(new() { Name = "lamoo", Inner = inner, InitialSamples = 4 }, _space, seed: 1, state);
}
