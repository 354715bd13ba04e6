using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.ParetoLocalSearch;

public sealed class ParetoLocalSearchAlgorithmTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Ask_AfterTheSamples_ProposesNeighboursOfNondominatedMembers()
    {
        var algorithm = Create();
        algorithm.Tell([.. algorithm.Ask(5).Select(ClosedForm.Evaluate)]);

        for (var step = 0; step < 40; step++)
        {
            var archive = algorithm.State.Archive.Select(individual => _space.IdOf(Parse(individual.Architecture))).ToHashSet();
            var proposal = algorithm.Ask(1).ShouldHaveSingleItem();

            proposal.Operator.ShouldBe("neighbour");
            archive.ShouldContain(proposal.Parents.ShouldHaveSingleItem());
            algorithm.Tell([ClosedForm.Evaluate(proposal)]);
        }
    }

    [Fact]
    public void Ask_MemberInHand_StaysUntilItIsExploredOrDominated()
    {
        var algorithm = Create();
        algorithm.Tell([.. algorithm.Ask(5).Select(ClosedForm.Evaluate)]);
        var first = algorithm.Ask(1)[0];

        // Nothing better comes, so the archive stays as it is.
        algorithm.Tell([new(first.Id, ObservationStatus.Failed, [], 0)]);

        algorithm.Ask(5).ShouldAllBe(proposal => proposal.Parents[0] == first.Parents[0]);
    }

    [Fact]
    public void Tell_NothingFeasible_ExploresWhatViolatesLeast()
    {
        var algorithm = Create();
        var asked = algorithm.Ask(5);

        algorithm.Tell([.. asked.Select((proposal, i) => new Observation(proposal.Id, ObservationStatus.Infeasible, [], 5 - i))]);

        algorithm.Ask(1)[0].Parents.ShouldBe([asked[4].Id]);
    }

    Architecture Parse(string notation) =>
        _space.TryParse(notation, out var cell, out var error) ? cell : throw new InvalidOperationException(error);

    ISearchAlgorithm Create() =>
        SearchAlgorithms.Create(new AlgorithmSpecification { Name = "pareto-local-search", InitialSamples = 5 }, _space, 1, null);
}
