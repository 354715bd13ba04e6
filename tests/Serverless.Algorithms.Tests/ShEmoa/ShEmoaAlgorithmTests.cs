using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.ShEmoa;

public sealed class ShEmoaAlgorithmTests
{
    [Fact]
    public void Fidelities_ThreeRungsOfThree_AreAllNinthThirdAndWhole()
    {
        var fidelities = Create().Fidelities;

        fidelities.Select(fidelity => fidelity.Name).ShouldBe(["rung1", "rung2", "full"]);
        fidelities.Select(fidelity => fidelity.Share).ShouldBe([1 / 9.0, 1 / 3.0, 1], 1e-15);
        fidelities.Select(fidelity => fidelity.Of(25)).ShouldBe([3, 8, 25]);
    }

    [Fact]
    public void Ask_WholeRun_EvaluatesManyCheaplyAndPromotesThePopulationFirst()
    {
        var algorithm = Create();
        var proposals = new List<ProposedCandidate>();
        for (var step = 0; step < 60; step++)
        {
            var asked = algorithm.Ask(1);
            proposals.AddRange(asked);
            algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);
        }

        // 12 new at rung 1, then the population of 4 again and 4 new at rung 2, then full.
        var run = proposals.Select(proposal => $"{proposal.Fidelity} {(proposal.Operator == "promotion" ? "again" : "new")}");
        Runs(run).ShouldBe(["12 rung1 new", "4 rung2 again", "4 rung2 new", "4 full again", "36 full new"]);
    }

    [Fact]
    public void Ask_MembersThatViolateAConstraint_AreNotEvaluatedAgain()
    {
        var algorithm = Create();
        var proposals = new List<ProposedCandidate>();
        for (var step = 0; step < 30; step++)
        {
            var asked = algorithm.Ask(1);
            proposals.AddRange(asked);
            algorithm.Tell([.. asked.Select(proposal => step < 10
                ? new Observation(proposal.Id, ObservationStatus.Infeasible, [], 1, proposal.Fidelity)
                : ClosedForm.Evaluate(proposal))]);
        }

        var infeasible = proposals.Take(10).Select(proposal => proposal.Id).ToHashSet();
        proposals.Where(proposal => proposal.Operator == "promotion").ShouldNotContain(proposal => infeasible.Contains(proposal.Id));
        proposals.ShouldContain(proposal => proposal.Operator == "promotion");
    }

    [Fact]
    public void Ask_Promotion_IsOfTheBestThatWereToldBelow()
    {
        var algorithm = Create();
        var told = new List<(ProposedCandidate Proposal, double[] Values)>();
        for (var step = 0; step < 12; step++)
        {
            var asked = algorithm.Ask(1);
            told.Add((asked[0], ClosedForm.Objectives(asked[0].Architecture)));
            algorithm.Tell([ClosedForm.Evaluate(asked[0])]);
        }

        var best = told.MinBy(pair => pair.Values[0]).Proposal.Id;
        var cheapest = told.MinBy(pair => pair.Values[1]).Proposal.Id;
        var promoted = algorithm.Ask(4);

        promoted.ShouldAllBe(proposal => proposal.Operator == "promotion" && proposal.Fidelity == "rung2");
        promoted.Select(proposal => proposal.Id).ShouldContain(best);
        promoted.Select(proposal => proposal.Id).ShouldContain(cheapest);
    }

    [Fact]
    public void Ask_PromotionsPending_GoesOnWithNewCandidates()
    {
        var algorithm = Create();
        algorithm.Tell([.. algorithm.Ask(12).Select(ClosedForm.Evaluate)]);

        var asked = algorithm.Ask(8);

        asked.Count(proposal => proposal.Operator == "promotion").ShouldBe(4);
        asked.Skip(4).ShouldAllBe(proposal => proposal.Operator != "promotion");
    }

    [Fact]
    public void Create_OneRung_IsAllAtFull()
    {
        var algorithm = SearchAlgorithms.Create(
            new AlgorithmSpecification { Name = "shemoa", Rungs = 1 }, new NasBench201Space(), 1, null);

        algorithm.Ask(5).ShouldAllBe(proposal => proposal.Fidelity == "full");
    }

    static IEnumerable<string> Runs(IEnumerable<string> items)
    {
        var runs = new List<(string Item, int Count)>();
        foreach (var item in items)
        {
            if (runs.Count > 0 && runs[^1].Item == item)
            {
                runs[^1] = (item, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((item, 1));
            }
        }

        return runs.Select(run => $"{run.Count} {run.Item}");
    }

    static ISearchAlgorithm Create() => SearchAlgorithms.Create(
        new AlgorithmSpecification { Name = "shemoa", PopulationSize = 4, RungEvaluations = 12, Rungs = 3, ReductionFactor = 3 },
        new NasBench201Space(),
        seed: 1,
        state: null);
}
