using Serverless.Algorithms.MoBohb;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.MoBohb;

public sealed class MoBohbAlgorithmTests
{
    readonly NasBench201Space _space = new();

    /// <summary>With η = 3: what HpBandSter's formula gives for maximum budgets 9, 27 and 3 times the minimum.</summary>
    [Theory]
    [InlineData(0, 3, new[] { 9, 3, 1 })]
    [InlineData(1, 3, new[] { 3, 1 })]
    [InlineData(2, 3, new[] { 3 })]
    [InlineData(3, 3, new[] { 9, 3, 1 })]
    [InlineData(0, 4, new[] { 27, 9, 3, 1 })]
    [InlineData(1, 4, new[] { 9, 3, 1 })]
    [InlineData(2, 4, new[] { 6, 2 })]
    [InlineData(3, 4, new[] { 4 })]
    [InlineData(0, 2, new[] { 3, 1 })]
    [InlineData(1, 2, new[] { 2 })]
    [InlineData(0, 1, new[] { 1 })]
    public void Sizes_OfBrackets_AreThoseOfHyperband(int turn, int fidelities, int[] expected) =>
        MoBohbAlgorithm.Sizes(turn, fidelities, reductionFactor: 3).ShouldBe(expected);

    [Fact]
    public void Ask_FirstBrackets_AreRandomAtFullThenTheWidestOfHyperband()
    {
        var proposals = Run(Create(), steps: 19);

        proposals.Take(10).ShouldAllBe(proposal => proposal.Fidelity == "full" && proposal.Operator == "sample");
        proposals.Skip(10).ShouldAllBe(proposal => proposal.Fidelity == "rung1");
    }

    [Fact]
    public void Ask_ABracketIsTold_PromotesWholeFrontsUntilThereAreEnough()
    {
        var algorithm = Create();
        Run(algorithm, steps: 10);
        double[][] values = [.. Run(algorithm, steps: 9).Select(proposal => ClosedForm.Objectives(proposal.Architecture))];

        var promoted = Run(algorithm, steps: 9).Where(proposal => proposal.Operator == "promotion").Select(proposal => ClosedForm.Objectives(proposal.Architecture)).ToArray();

        var (expected, rest) = (new List<double[]>(), values.ToList());
        while (expected.Count < 3)
        {
            double[][] front = [.. rest.Where(one => !rest.Any(other => Dominance.Dominates(other, one)))];
            expected.AddRange(front);
            rest.RemoveAll(front.Contains);
        }

        promoted.Take(expected.Count).Select(Text).ShouldBe(expected.Select(Text), ignoreOrder: true);

        static string Text(double[] point) => string.Join(' ', point);
    }

    [Fact]
    public void Ask_EnoughAtFull_DrawsFiveInSixFromTheModelAndFindsMoreThanRandomSearch()
    {
        var (found, sampled) = (0.0, 0.0);
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var proposals = Run(Create(rungs: 1, seed), steps: 150);
            proposals.Skip(20).Count(proposal => proposal.Operator != "sample").ShouldBeInRange(95, 121, "of 130");
            found += Volume(proposals);
            sampled += Volume(Run(SearchAlgorithms.Create(new() { Name = "random" }, _space, seed, state: null), steps: 150));
        }

        found.ShouldBeGreaterThan(sampled);
    }

    static double Volume(IEnumerable<ProposedCandidate> proposals) =>
        Hypervolume.Of([.. proposals.SelectMany(proposal => ClosedForm.Objectives(proposal.Architecture))], [0, 55]);

    static List<ProposedCandidate> Run(ISearchAlgorithm algorithm, int steps)
    {
        var proposals = new List<ProposedCandidate>();
        for (var step = 0; step < steps; step++)
        {
            var asked = algorithm.Ask(1);
            proposals.AddRange(asked);
            algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);
        }

        return proposals;
    }

    ISearchAlgorithm Create(int rungs = 3, long seed = 1) => SearchAlgorithms.Create(new() { Name = "mo-bohb", Rungs = rungs }, _space, seed, state: null);
}
