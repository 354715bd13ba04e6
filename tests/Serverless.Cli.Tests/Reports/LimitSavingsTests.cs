using Serverless.Cli.Reports;
using Serverless.Core.Evaluations;
using Serverless.Spaces;

namespace Serverless.Cli.Tests.Reports;

public sealed class LimitSavingsTests
{
    [Fact]
    public void Text_CandidatesStoppedBeforeTheirTraining_TellsTheMeanTrainingTimesTheirNumberLessTheMeasuring() => LimitSavings
        .Text([Trained(4), Trained(6) with { Status = EvaluationStatus.Infeasible }, Stopped(0.5), Stopped(0), Failed()])
        .ShouldBe("2 of 5 candidates violated a limit and were not trained, which saved about 10 s (5.0 s per training, minus 0.5 s of measuring)");

    [Fact]
    public void Text_NothingStopped_IsEmpty() => LimitSavings.Text([Trained(4), Failed()]).ShouldBeEmpty();

    [Fact]
    public void Text_NothingTrained_TellsTheNumberAlone() =>
        LimitSavings.Text([Stopped(1)]).ShouldBe("1 of 1 candidates violated a limit and was not trained");

    static Evaluation Trained(double seconds) => Of(EvaluationStatus.Completed, new EvaluationCost { TrainingSeconds = seconds, TrainedOn = "cpu" });

    static Evaluation Stopped(double seconds) => Of(EvaluationStatus.Infeasible, new EvaluationCost { MeasuringSeconds = seconds });

    static Evaluation Failed() => Of(EvaluationStatus.Abandoned, new EvaluationCost());

    static Evaluation Of(EvaluationStatus status, EvaluationCost cost) => new()
    {
        Candidate = new CandidateId("c1"),
        Architecture = "a",
        Fidelity = "full",
        Status = status,
        Metrics = new Dictionary<string, double>(),
        Recipe = "r",
        Cost = cost,
    };
}
