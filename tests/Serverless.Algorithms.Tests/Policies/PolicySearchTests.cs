using Serverless.Algorithms.Options;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Policies;

public sealed class PolicySearchTests
{
    readonly NasBench201Space _space = new();

    public static TheoryData<string, string> Specifications => new()
    {
        { "monas", "" },
        { "monas", PolicyNames.Factorised },
        { "unas", EstimatorNames.Rebar },
        { "unas", EstimatorNames.Reinforce },
        { "unas", EstimatorNames.Reparametrised },
        { "npg", RewardNames.Standing },
    };

    /// <summary>One objective and one long cycle: what is drawn at its end is better than what was drawn before anything was learnt.</summary>
    [Theory]
    [MemberData(nameof(Specifications))]
    public void Ask_OneObjective_DrawsBetterCandidatesWhileItLearns(string name, string variant)
    {
        var specification = new AlgorithmSpecification
        {
            Name = name,
            CycleEvaluations = 400,
            Policy = PolicyNames.All.Contains(variant) ? variant : null,
            Reward = variant == RewardNames.Standing ? variant : null,
            Estimator = EstimatorNames.All.Contains(variant) ? variant : null,
        };

        var told = Run(specification, problem: null, generations: 40, proposal => [ClosedForm.Objectives(proposal.Architecture)[0]]);

        told[^80..].Average(objectives => objectives[0]).ShouldBeLessThan(told[..80].Average(objectives => objectives[0]) - 8);
    }

    [Fact]
    public void Ask_Monas_EachCycleHasATradeOffOfItsOwn()
    {
        var specification = new AlgorithmSpecification { Name = "monas", Policy = PolicyNames.Factorised, CycleEvaluations = 240 };

        var told = Run(specification, problem: null, generations: 60, proposal => ClosedForm.Objectives(proposal.Architecture));

        told[160..240].Average(objectives => objectives[0]).ShouldBeLessThan(told[400..480].Average(objectives => objectives[0]) - 10);
        told[160..240].Average(objectives => objectives[1]).ShouldBeGreaterThan(told[400..480].Average(objectives => objectives[1]) + 5);
    }

    /// <summary>A tight threshold of the second objective makes it lower than one that everything keeps.</summary>
    [Theory]
    [InlineData("monas", RewardNames.CostConstrained)]
    [InlineData("unas", null)]
    public void Ask_CostThreshold_LearnsToStayWithinIt(string name, string? reward)
    {
        MeanCost(threshold: 10).ShouldBeLessThan(MeanCost(threshold: 60) - 4);

        double MeanCost(double threshold)
        {
            var specification = new AlgorithmSpecification { Name = name, Reward = reward, CycleEvaluations = 400 };
            var problem = new ProblemDefinition { Thresholds = [double.PositiveInfinity, threshold] };
            return Run(specification, problem, generations: 40, proposal => ClosedForm.Objectives(proposal.Architecture))[^80..]
                .Average(objectives => objectives[1]);
        }
    }

    [Fact]
    public void Create_WeightsOfAnotherPolicy_IsRefused()
    {
        var specification = new AlgorithmSpecification { Name = "npg" };
        var state = SearchAlgorithms.Create(specification, _space, seed: 1, state: null).State;

        Should.Throw<ArgumentException>(() => SearchAlgorithms.Create(specification with { Policy = PolicyNames.Lstm }, _space, seed: 1, state))
            .Message.ShouldContain("start the search again");
    }

    double[][] Run(AlgorithmSpecification specification, ProblemDefinition? problem, int generations, Func<ProposedCandidate, double[]> evaluate)
    {
        var algorithm = SearchAlgorithms.Create(specification, _space, seed: 1, state: null, problem);
        var told = new List<double[]>();
        for (var generation = 0; generation < generations; generation++)
        {
            Observation[] observations = [.. algorithm.Ask(8).Select(proposal => new Observation(proposal.Id, ObservationStatus.Evaluated, evaluate(proposal), 0))];
            told.AddRange(observations.Select(observation => observation.Objectives.ToArray()));
            algorithm.Tell(observations);
        }

        return [.. told];
    }
}
