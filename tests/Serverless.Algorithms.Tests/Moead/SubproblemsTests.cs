using Serverless.Algorithms.Moead;
using Serverless.Algorithms.Options;

namespace Serverless.Algorithms.Tests.Moead;

public sealed class SubproblemsTests
{
    const double Tolerance = 1e-4;

    /// <summary>Weights (0.25, 0.75) are the second of five.</summary>
    [Theory]
    [InlineData(ScalarisationNames.Linear, 0.25 * 0.4 + 0.75 * 0.2)]
    [InlineData(ScalarisationNames.Tchebycheff, 0.75 * 0.2)]
    [InlineData(ScalarisationNames.EpsilonConstraint, 0.4)]
    public void Cost_TwoObjectives_IsTheFormula(string scalarisation, double expected) =>
        new Subproblems(scalarisation, 5, 2, 3).Cost([0.4, 0.2], 1).ShouldBe(expected, Tolerance);

    [Fact]
    public void Cost_BoundBroken_IsMoreThanAnyPointThatKeepsIt()
    {
        var subproblems = new Subproblems(ScalarisationNames.EpsilonConstraint, 5, 2, 3);

        subproblems.Cost([0, 0.3], 1).ShouldBeGreaterThan(subproblems.Cost([1, 0.25], 1));
        subproblems.Cost([0, 0.3], 1).ShouldBeLessThan(subproblems.Cost([0, 0.31], 1));
    }

    /// <summary>A concave front: only its ends have the least weighted sum, but each point has weights that it is best for.</summary>
    [Theory]
    [InlineData(ScalarisationNames.Linear, 2)]
    [InlineData(ScalarisationNames.Tchebycheff, 5)]
    [InlineData(ScalarisationNames.EpsilonConstraint, 5)]
    public void Cost_ConcaveFront_OnlySomeScalarisationsReachIt(string scalarisation, int reached)
    {
        double[][] front = [[0, 1], [0.5, 0.9], [0.75, 0.75], [0.9, 0.5], [1, 0]];
        var subproblems = new Subproblems(scalarisation, 201, 2, 3);

        var best = Enumerable.Range(0, 201).Select(place => front.MinBy(point => subproblems.Cost(point, place))).Distinct();

        best.Count().ShouldBe(reached);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Simplex_AnyObjectives_GivesDistinctWeightsOfSumOne(int objectives)
    {
        var weights = WeightVectors.Simplex(50, objectives);

        weights.Length.ShouldBe(50);
        weights.ShouldAllBe(vector => vector.Length == objectives && Math.Abs(vector.Sum() - 1) < 1e-12 && vector.All(weight => weight >= 0));
        weights.Select(vector => string.Join(' ', vector)).Distinct().Count().ShouldBe(objectives == 1 ? 1 : 50);
        Enumerable.Range(0, objectives).ShouldAllBe(corner => weights.Any(vector => vector[corner] == 1));
    }

    [Fact]
    public void Neighbours_OfASubproblem_BeginWithItselfAndAreTheNearest()
    {
        var subproblems = new Subproblems(ScalarisationNames.Linear, 11, 2, 3);

        subproblems.Neighbours(5).ShouldBe([5, 4, 6]);
        subproblems.Neighbours(0).ShouldBe([0, 1, 2]);
    }
}
