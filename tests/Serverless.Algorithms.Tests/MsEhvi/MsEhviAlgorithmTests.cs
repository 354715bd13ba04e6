using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.MsEhvi;

public sealed class MsEhviAlgorithmTests
{
    static readonly NasBench201Space Space = new();

    [Fact]
    public void Ask_First_AreThePointsOfASobolSequenceOneAtATime()
    {
        var specification = new AlgorithmSpecification { Name = "ms-ehvi" };
        var sobol = SearchAlgorithms.Create(new() { Name = "sobol" }, Space, seed: 1, state: null);

        specification.Completed().BatchSize.ShouldBe(1);
        Create(ProblemDefinition.Unknown).Ask(10).Select(proposal => proposal.Id).ShouldBe(sobol.Ask(10).Select(proposal => proposal.Id));
    }

    /// <summary>With nothing left to model the gain is a volume, and what adds most of it is dominated by nothing.</summary>
    [Fact]
    public void Ask_ObjectivesThatAreKnown_ProposesTheParetoFrontOfTheSpace()
    {
        var algorithm = Create(new ProblemDefinition { KnownObjectives = cell => ClosedForm.Objectives(Space.Format(cell)) });
        algorithm.Tell([.. algorithm.Ask(10).Select(ClosedForm.Evaluate)]);
        var all = new NondominatedSet<int>(2);
        foreach (var cell in CandidateCatalogue.OfAll(Space).Architectures.Where(NasBench201Space.IsConnected))
        {
            all.Add(ClosedForm.Objectives(Space.Format(cell)), 0);
        }

        var front = all.Points.ToArray().Chunk(2).ToArray();
        for (var step = 0; step < 5; step++)
        {
            var proposal = algorithm.Ask(1)[0];
            front.ShouldContain(point => point.SequenceEqual(ClosedForm.Objectives(proposal.Architecture)));
            algorithm.Tell([ClosedForm.Evaluate(proposal)]);
        }
    }

    [Fact]
    public void ModelOf_AKnownObjective_TellsItsValueWithABillionthOfTheVariance()
    {
        var catalogue = CandidateCatalogue.OfAll(Space);
        Member[] members = [.. new[] { 5, 700, 2_000 }.Select(place => MemberOf(catalogue.Architectures[place]))];
        double[] values = [.. members.Select(member => Cost(member.Architecture))];
        var exact = new ExactObjectives(cell => [double.NaN, Cost(cell)]);

        exact.ModelOf(members, 0).ShouldBeNull();
        var model = exact.ModelOf(members, 1).ShouldNotBeNull();
        var predicted = model.Predict(catalogue);

        var variance = values.Average(value => Math.Pow(value - values.Average(), 2));
        foreach (var place in new[] { 0, 17, 4_000 })
        {
            predicted.Value(place).ShouldBe(Cost(catalogue.Architectures[place]));
            predicted.Deviations[place].ShouldBe(Math.Sqrt(1e-9 * variance), 1e-12);
        }

        model.Draw(catalogue, [17, 4_000], 3, RandomStream.For(1, 0, 0)).Means(2).ToArray()
            .ShouldBe([Cost(catalogue.Architectures[17]), Cost(catalogue.Architectures[4_000])]);
    }

    [Fact]
    public void Rate_OneObjectiveExact_IsTheExpectedShortfallTimesTheRoomLeft()
    {
        var (unknown, known) = (Marginals.Empty(OutputTransform.Identity, 1), Marginals.Empty(OutputTransform.Identity, 1));
        (unknown.Means[0], unknown.Deviations[0]) = (0.5, 2);
        (known.Means[0], known.Deviations[0]) = (1.25, Math.Sqrt(1e-9));
        double[] reference = [0.25, 3];
        var gains = new double[8];

        new ExactImprovement([], reference, (k, thresholds) => new Shortfalls(OutputTransform.Identity, thresholds, -20, 0.1)).Rate([unknown, known], gains);

        // As in one objective, times 3 − 1.25.
        gains[0].ShouldBe(1.75 * 2 * ((-0.125 * 0.4502617751698871) + 0.39583768694474952), 1e-6);
    }

    static Member MemberOf(Architecture cell) => new()
    {
        Space = Space,
        Architecture = cell,
        Status = ObservationStatus.Evaluated,
        Objectives = ClosedForm.Objectives(Space.Format(cell)),
        Violation = 0,
    };

    static double Cost(Architecture cell) => 1 + ClosedForm.Objectives(Space.Format(cell))[1];

    static ISearchAlgorithm Create(ProblemDefinition problem) =>
        SearchAlgorithms.Create(new() { Name = "ms-ehvi" }, Space, seed: 1, state: null, problem);
}
