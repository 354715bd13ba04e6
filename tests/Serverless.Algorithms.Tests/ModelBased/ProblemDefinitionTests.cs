using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.ModelBased;

/// <summary>How model-based algorithms use what is known before any evaluation.</summary>
public sealed class ProblemDefinitionTests
{
    const int Batch = 8;
    const int Generations = 6;

    readonly NasBench201Space _space = new();

    [Theory]
    [InlineData("gp-ehvi")]
    [InlineData("qnehvi")]
    [InlineData("qnparego")]
    [InlineData("moboga")]
    [InlineData("morbo")]
    [InlineData("lamoo")]
    public void Ask_ConstraintThatIsKnown_ProposesNothingThatViolatesIt(string name)
    {
        var problem = new ProblemDefinition { IsFeasible = cell => cell.Genotype[3] < 2 };

        var proposed = Proposed(name, problem);

        proposed.Length.ShouldBe(Batch * Generations);
        proposed.Count(proposal => Parse(proposal).Genotype[3] >= 2).ShouldBeLessThanOrEqualTo(name is "moboga" or "morbo" ? 4 : 0, "some are bred without models");
    }

    [Theory]
    [InlineData("gp-ehvi")]
    [InlineData("qnehvi")]
    [InlineData("moboga")]
    public void Ask_Thresholds_LooksMoreWhereTheyAreMet(string name)
    {
        // Worth of 90 and more, which the cheap end of the front does not have.
        var problem = new ProblemDefinition { Thresholds = [-90, double.PositiveInfinity] };

        Met(Proposed(name, problem)).ShouldBeGreaterThan(Met(Proposed(name, ProblemDefinition.Unknown)));

        int Met(ProposedCandidate[] proposed) => proposed.Count(proposal => ClosedForm.Objectives(proposal.Architecture)[0] <= -90);
    }

    [Theory]
    [InlineData("gp-ehvi")]
    [InlineData("qnehvi")]
    public void Ask_ThresholdsThatNothingMeets_SearchesAsWithoutThem(string name)
    {
        var problem = new ProblemDefinition { Thresholds = [-1e6, 1e-6] };

        Ids(Proposed(name, problem)).ShouldBe(Ids(Proposed(name, ProblemDefinition.Unknown)));

        static IEnumerable<CandidateId> Ids(ProposedCandidate[] proposed) => proposed.Select(proposal => proposal.Id);
    }

    /// <summary>Nothing has been seen beyond the threshold, and some predictions reach it: more than that must not look worse.</summary>
    [Theory]
    [InlineData("gp-ehvi")]
    [InlineData("qnehvi")]
    public void Ask_ThresholdBetterThanAnythingSeen_LooksWhereItIsNearest(string name)
    {
        const int Better = 16;
        var sampling = SearchAlgorithms.Create(new() { Name = name }, _space, seed: 1, state: null);
        ProposedCandidate[] sampled = [.. sampling.Ask(3 * Better).OrderBy(Loss)];
        var seen = sampled[Better..];
        sampling.Drop([.. sampled[..Better].Select(proposal => proposal.Id)], mayReturn: true);
        sampling.Tell([.. seen.Select(ClosedForm.Evaluate)]);
        var best = Loss(seen[0]);
        var problem = new ProblemDefinition { Thresholds = [best - 1, double.PositiveInfinity] };

        var proposed = SearchAlgorithms.Create(new() { Name = name }, _space, seed: 1, sampling.State, problem).Ask(Batch);

        proposed.Average(Loss).ShouldBeLessThan(seen.Average(Loss));
        proposed.Min(Loss).ShouldBeLessThan(best);

        static double Loss(ProposedCandidate proposal) => ClosedForm.Objectives(proposal.Architecture)[0];
    }

    [Fact]
    public void Within_EachObjective_TakesTheNearer()
    {
        double[] reference = [5, 7, 9];

        ReferencePoint.Within(reference, []).ShouldBeSameAs(reference);
        ReferencePoint.Within(reference, [6, double.PositiveInfinity, 9]).ShouldBeSameAs(reference);
        ReferencePoint.Within(reference, [4, double.PositiveInfinity, 10]).ShouldBe([4, 7, 9]);
    }

    ProposedCandidate[] Proposed(string name, ProblemDefinition problem)
    {
        var proposed = new List<ProposedCandidate>();
        AlgorithmState? state = null;
        for (var generation = 0; generation < Generations; generation++)
        {
            var algorithm = SearchAlgorithms.Create(new() { Name = name }, _space, seed: 1, state, problem);
            var batch = algorithm.Ask(Batch);
            proposed.AddRange(batch);
            algorithm.Tell([.. batch.Select(ClosedForm.Evaluate)]);
            state = algorithm.State;
        }

        return [.. proposed];
    }

    Architecture Parse(ProposedCandidate proposal) =>
        _space.TryParse(proposal.Architecture, out var cell, out var error) ? cell : throw new InvalidOperationException(error);
}
