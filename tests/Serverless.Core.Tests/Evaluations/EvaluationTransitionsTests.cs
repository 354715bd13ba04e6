using Serverless.Core.Evaluations;

namespace Serverless.Core.Tests.Evaluations;

public sealed class EvaluationTransitionsTests
{
    [Theory]
    [InlineData(EvaluationStatus.Queued, "Running Completed Infeasible Abandoned")]
    [InlineData(EvaluationStatus.Running, "Completed Failed Preempted Abandoned EarlyStopped Infeasible")]
    [InlineData(EvaluationStatus.Failed, "Queued Abandoned")]
    [InlineData(EvaluationStatus.Preempted, "Queued Abandoned")]
    [InlineData(EvaluationStatus.Completed, "")]
    [InlineData(EvaluationStatus.Infeasible, "")]
    [InlineData(EvaluationStatus.Abandoned, "")]
    [InlineData(EvaluationStatus.EarlyStopped, "")]
    public void IsLegal_EveryPair_FollowsTheTruthTable(EvaluationStatus from, string legal)
    {
        foreach (var to in Enum.GetValues<EvaluationStatus>())
        {
            EvaluationTransitions.IsLegal(from, to).ShouldBe(legal.Split(' ').Contains($"{to}"), $"{from} to {to}");
        }

        EvaluationTransitions.IsFinal(from).ShouldBe(legal.Length == 0);
    }
}
