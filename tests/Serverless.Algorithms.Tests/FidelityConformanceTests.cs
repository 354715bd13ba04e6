using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>The rules on fidelities that every algorithm must follow, including algorithms with one fidelity.</summary>
public sealed class FidelityConformanceTests
{
    readonly NasBench201Space _space = new();

    public static TheoryData<string> Names => SearchAlgorithmConformanceTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Fidelities_OfEachAlgorithm_AscendToTheWholeTraining(string name)
    {
        var specification = TestAlgorithms.Specification(name);

        var fidelities = SearchAlgorithms.Create(specification, _space, seed: 1, state: null).Fidelities;

        fidelities[^1].ShouldBe(Fidelity.Full);
        fidelities.Select(fidelity => fidelity.Name).ShouldBeUnique();
        fidelities.Zip(fidelities.Skip(1)).ShouldAllBe(pair => pair.First.Share > 0 && pair.First.Share < pair.Second.Share);
        AlgorithmFidelities.Of(specification).ShouldBe(fidelities, "the space has no part in it");
        (fidelities.Count == 1 || specification.DecidesFidelities).ShouldBeTrue("requests know by its options that it has several");
    }

    public static TheoryData<string, int?> OfOwnFidelities => new()
    {
        { "mo-bananas-sh", null },
        { "mo-bohb", null },
        { "shemoa", null },
        { "shemoa", 2 },
        { "shemoa", 40 },
    };

    [Theory]
    [MemberData(nameof(OfOwnFidelities))]
    public void BeforeFull_OfEachAlgorithm_IsWhatItProposesBefore(string name, int? evaluations)
    {
        var specification = new AlgorithmSpecification { Name = name, PopulationSize = name == "mo-bohb" ? null : 6, RungEvaluations = evaluations };
        var algorithm = SearchAlgorithms.Create(specification, _space, seed: 1, state: null);
        var proposed = new List<ProposedCandidate>();
        while (proposed.Count == 0 || proposed[^1].Fidelity != Fidelity.FullName)
        {
            proposed.Add(algorithm.Ask(1).ShouldHaveSingleItem());
            algorithm.Tell([ClosedForm.Evaluate(proposed[^1])]);
        }

        var stages = proposed.SkipLast(1).GroupBy(proposal => proposal.Fidelity)
            .Select(stage => (stage.Count(proposal => proposal.Operator != "promotion"), stage.Count(proposal => proposal.Operator == "promotion")));

        AlgorithmFidelities.BeforeFull(specification).Select(stage => (stage.New, stage.Again)).ShouldBe(stages);
    }

    /// <summary>Half of what is pending is told at a time, so that there is always something that has to wait.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_CandidatesAgain_OnlyAtHigherFidelitiesAndOnlyOnceTold(string name)
    {
        var algorithm = SearchAlgorithms.Create(TestAlgorithms.Specification(name), _space, seed: 1, state: null);
        var reached = new Dictionary<CandidateId, int>();
        var pending = new List<ProposedCandidate>();

        for (var step = 0; step < (TestAlgorithms.FitsModels(name) ? 12 : 40); step++)
        {
            foreach (var proposal in algorithm.Ask(8))
            {
                var rung = algorithm.Fidelities.Index().First(fidelity => fidelity.Item.Name == proposal.Fidelity).Index;
                pending.ShouldNotContain(waiting => waiting.Id == proposal.Id);
                (!reached.TryGetValue(proposal.Id, out var before) || before < rung).ShouldBeTrue($"{proposal.Id} at {proposal.Fidelity} in step {step}");
                reached[proposal.Id] = rung;
                pending.Add(proposal);
            }

            var told = pending.Take((pending.Count + 1) / 2).ToList();
            algorithm.Tell([.. told.Select(ClosedForm.Observe)]);
            pending.RemoveRange(0, told.Count);
            algorithm.State.Pending.Select(proposal => proposal.Id).ShouldBe(pending.Select(proposal => proposal.Id));
        }

        (algorithm.Fidelities.Count == 1 || reached.Values.Distinct().Count() > 1).ShouldBeTrue("it comes to more than one of its fidelities");
    }
}
