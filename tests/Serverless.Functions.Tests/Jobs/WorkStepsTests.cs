using Serverless.Application.Jobs;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Functions.Tests.Orchestrations;

namespace Serverless.Functions.Tests.Jobs;

/// <summary>The next step of a piece of work, for every state of its job and every wish of its search.</summary>
public sealed class WorkStepsTests
{
    static readonly Work Evaluation = new(WorkKind.Evaluation, "s1", new JobRetryOptions(TimeSpan.FromMinutes(15), 2));

    static readonly Constraint Limit = new() { Metric = "latencyMs", Device = "board", AtMost = 10 };

    /// <remarks>
    /// Attempt 1 of 2 of a training, before one measurement: what was found of its job, the search's wish; what to do, how the training
    /// stands (attempt under way, last one allowed, its end), and whether the job is taken back.
    /// </remarks>
    public static TheoryData<JobStatus, bool, WorkWish, WorkAct, int, int, JobEndKind?, bool> Table => new()
    {
        { JobStatus.Queued, false, WorkWish.GoOn, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Queued, false, WorkWish.Finish, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Queued, false, WorkWish.Pause, WorkAct.Hold, 2, 3, null, true },
        { JobStatus.Queued, false, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Running, false, WorkWish.GoOn, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Running, false, WorkWish.Finish, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Running, false, WorkWish.Pause, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Running, false, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Completed, false, WorkWish.GoOn, WorkAct.Queue, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Completed, false, WorkWish.Finish, WorkAct.Queue, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Completed, false, WorkWish.Pause, WorkAct.Hold, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Completed, false, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Failed, false, WorkWish.GoOn, WorkAct.Queue, 2, 2, null, false },
        { JobStatus.Failed, false, WorkWish.Finish, WorkAct.Conclude, 2, 2, JobEndKind.Stopped, false },
        { JobStatus.Failed, false, WorkWish.Pause, WorkAct.Hold, 2, 2, null, false },
        { JobStatus.Failed, false, WorkWish.Stop, WorkAct.Conclude, 2, 2, JobEndKind.Stopped, false },
        { JobStatus.Failed, true, WorkWish.GoOn, WorkAct.Conclude, 1, 2, JobEndKind.GaveUp, false },
        { JobStatus.Failed, true, WorkWish.Finish, WorkAct.Conclude, 1, 2, JobEndKind.GaveUp, false },
        { JobStatus.Failed, true, WorkWish.Pause, WorkAct.Conclude, 1, 2, JobEndKind.GaveUp, false },
        { JobStatus.Failed, true, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.GaveUp, false },
        { JobStatus.Lost, false, WorkWish.GoOn, WorkAct.Queue, 2, 2, null, true },
        { JobStatus.Lost, false, WorkWish.Finish, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Lost, false, WorkWish.Pause, WorkAct.Hold, 2, 3, null, true },
        { JobStatus.Lost, false, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Next_AJobOfTheFirstAttempt_Follows(
        JobStatus status, bool isFinal, WorkWish wish, WorkAct act, int attempt, int last, JobEndKind? end, bool isWithdrawn)
    {
        var next = WorkSteps.Next(Training(), new JobAnswer(status, IsFinal: isFinal), wish);

        var training = next.Progress.Steps[0];
        (next.Act, training.Attempt, training.LastAttempt, training.End?.Kind, next.Withdrawn is not null)
            .ShouldBe((act, attempt, last, end, isWithdrawn));
        (next.Reason is not null).ShouldBe(isWithdrawn);
    }

    /// <remarks>
    /// Attempt 1 of 2 of a measurement before a training: what was found of its job (with the latency, at most 10 are allowed), the search's wish; what
    /// to do, how the measurement stands, and whether the job is taken back.
    /// </remarks>
    public static TheoryData<JobStatus, double?, WorkWish, WorkAct, int, int, JobEndKind?, bool> LimitTable => new()
    {
        { JobStatus.Queued, null, WorkWish.GoOn, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Queued, null, WorkWish.Finish, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Queued, null, WorkWish.Pause, WorkAct.Hold, 2, 3, null, true },
        { JobStatus.Queued, null, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Running, null, WorkWish.GoOn, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Running, null, WorkWish.Finish, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Running, null, WorkWish.Pause, WorkAct.Wait, 1, 2, null, false },
        { JobStatus.Running, null, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Completed, 10, WorkWish.GoOn, WorkAct.Queue, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Completed, 10, WorkWish.Finish, WorkAct.Conclude, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Completed, 10, WorkWish.Pause, WorkAct.Hold, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Completed, 10, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Completed, false },
        { JobStatus.Completed, 11, WorkWish.GoOn, WorkAct.Conclude, 1, 2, JobEndKind.Infeasible, false },
        { JobStatus.Completed, 11, WorkWish.Finish, WorkAct.Conclude, 1, 2, JobEndKind.Infeasible, false },
        { JobStatus.Completed, 11, WorkWish.Pause, WorkAct.Conclude, 1, 2, JobEndKind.Infeasible, false },
        { JobStatus.Completed, 11, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Infeasible, false },
        { JobStatus.Completed, null, WorkWish.GoOn, WorkAct.Conclude, 1, 2, JobEndKind.GaveUp, false },
        { JobStatus.Failed, null, WorkWish.GoOn, WorkAct.Queue, 2, 2, null, false },
        { JobStatus.Failed, null, WorkWish.Finish, WorkAct.Conclude, 2, 2, JobEndKind.Stopped, false },
        { JobStatus.Failed, null, WorkWish.Pause, WorkAct.Hold, 2, 2, null, false },
        { JobStatus.Failed, null, WorkWish.Stop, WorkAct.Conclude, 2, 2, JobEndKind.Stopped, false },
        { JobStatus.Lost, null, WorkWish.GoOn, WorkAct.Queue, 2, 2, null, true },
        { JobStatus.Lost, null, WorkWish.Finish, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
        { JobStatus.Lost, null, WorkWish.Pause, WorkAct.Hold, 2, 3, null, true },
        { JobStatus.Lost, null, WorkWish.Stop, WorkAct.Conclude, 1, 2, JobEndKind.Stopped, true },
    };

    [Theory]
    [MemberData(nameof(LimitTable))]
    public void Next_AMeasurementBeforeTheTraining_Follows(
        JobStatus status, double? latency, WorkWish wish, WorkAct act, int attempt, int last, JobEndKind? end, bool isWithdrawn)
    {
        var metrics = new Dictionary<string, double>();
        if (latency is { } value)
        {
            metrics["latencyMs"] = value;
        }

        var begun = Limited();
        var next = WorkSteps.Next(begun.With(begun.Current! with { JobId = "measure-1" }), new JobAnswer(status, Metrics: metrics), wish);

        // When the measurement is completed and the training cannot begin, it is the training that is stopped.
        var (measurement, training) = (next.Progress.Steps[0], next.Progress.Steps[1]);
        (next.Act, measurement.Attempt, measurement.LastAttempt, measurement.End?.Kind, next.Withdrawn is not null)
            .ShouldBe((act, attempt, last, end, isWithdrawn));
        (training.JobId, training.End?.Kind).ShouldBe((null, act == WorkAct.Conclude && end == JobEndKind.Completed ? JobEndKind.Stopped : null));
    }

    [Fact]
    public void Begin_WithLimits_MeasuresTheseDevicesFirstAndTheOthersAtLast()
    {
        var steps = Limited().Steps;

        steps.Select(step => (step.Kind, step.Device, step.Limits?.Count)).ShouldBe(
            [(JobKind.Measure, "board", 1), (JobKind.Train, null, null), (JobKind.Measure, "cpu", null)]);
    }

    [Fact]
    public void Next_BeforeAnyTraining_MeasuresNoNetworkThatIsKept() => Limited().Model.ShouldBeNull();

    [Fact]
    public void Begin_KnownToBreakALimit_HasNothingToDo()
    {
        var progress = WorkSteps.Begin(
            Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, []) { Limits = [Limit], IsInfeasible = true });

        Enum.GetValues<WorkWish>().ShouldAllBe(wish => WorkSteps.Next(progress, null, wish).Act == WorkAct.Conclude);
        progress.Steps.ShouldHaveSingleItem().End.ShouldBe(new JobEnd(JobEndKind.Skipped, 0));
    }

    [Fact]
    public void Next_NoEnergyWhereItIsBounded_SaysWhyAndWhatToDo()
    {
        var plan = new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, ["board"]) { Limits = [Limit with { Metric = "energyMj" }] };
        var progress = WorkSteps.Begin(Evaluation, plan);

        var next = WorkSteps.Next(
            progress.With(progress.Current! with { JobId = "m" }),
            new JobAnswer(JobStatus.Completed, Metrics: new Dictionary<string, double> { ["latencyMs"] = 1 }),
            WorkWish.GoOn);

        var end = next.Progress.Steps[0].End.ShouldNotBeNull();
        end.IsShared.ShouldBeTrue("no other candidate's energy is told either");
        end.Error.ShouldBe(
            "The results lack energyMj@board, which is bounded. The machine of device 'board' has no energy counter that its worker may read; "
            + "run 'serverless device measure' there to see why. Remove this constraint, or use a device with a table of it.");
    }

    [Theory]
    [InlineData(JobStatus.Failed, false)]
    [InlineData(JobStatus.Lost, true)]
    public void Next_TheLastAttempt_IsGivenUpWithItsError(JobStatus status, bool isWithdrawn)
    {
        var progress = Training();

        var next = WorkSteps.Next(progress.With(progress.Current! with { Attempt = 2 }), new JobAnswer(status, Error: "why"), WorkWish.GoOn);

        next.Act.ShouldBe(WorkAct.Conclude);
        next.Progress.Steps[0].End.ShouldBe(new JobEnd(JobEndKind.GaveUp, 2, Error: "why"));
        next.Reason.ShouldBe(isWithdrawn ? "It was lost in its last attempt." : null);
        (next.Withdrawn is not null).ShouldBe(isWithdrawn);
    }

    [Theory]
    [InlineData(WorkWish.GoOn, WorkAct.Queue)]
    [InlineData(WorkWish.Finish, WorkAct.Conclude)]
    [InlineData(WorkWish.Pause, WorkAct.Hold)]
    [InlineData(WorkWish.Stop, WorkAct.Conclude)]
    public void Next_NothingQueuedYet_Follows(WorkWish wish, WorkAct act)
    {
        var next = WorkSteps.Next(WorkSteps.Begin(Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, [])), null, wish);

        next.Act.ShouldBe(act);
        next.Progress.Steps[0].End?.Attempt.ShouldBe(0, "none was made");
    }

    [Fact]
    public void Next_NothingToDo_ConcludesWhateverIsWished() => Enum.GetValues<WorkWish>().ShouldAllBe(wish =>
        WorkSteps.Next(WorkSteps.Begin(Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: true, "m", Array.Empty<string>())), null, wish).Act == WorkAct.Conclude);

    [Fact]
    public void Next_AMeasurementIsGivenUp_BeginsNoOther()
    {
        var progress = WorkSteps.Begin(Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: true, "m", ["a", "b"]));
        progress = progress.With(progress.Current! with { JobId = "measure-a-1" });

        var next = WorkSteps.Next(progress, new JobAnswer(JobStatus.Failed, Error: "no", IsFinal: true), WorkWish.GoOn);

        next.Act.ShouldBe(WorkAct.Conclude);
        next.Progress.Steps.Select(step => step.End?.Kind).ShouldBe([JobEndKind.GaveUp, null]);
    }

    [Theory]
    [InlineData(JobStatus.Queued, WorkAct.Wait)]
    [InlineData(JobStatus.Lost, WorkAct.Queue)]
    public void Next_AMeasurementWhereNoTrainingIsToBegin_GoesOn(JobStatus status, WorkAct act)
    {
        var progress = WorkSteps.Begin(Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: true, "m", ["a"]));

        WorkSteps.Next(progress, null, WorkWish.Finish).Act.ShouldBe(WorkAct.Queue);
        progress = progress.With(progress.Current! with { JobId = "measure-a-1" });
        WorkSteps.Next(progress, new JobAnswer(status, Error: "why"), WorkWish.Finish).Act.ShouldBe(act);
    }

    [Fact]
    public void Next_TrainingCompletes_MeasuresItsNetwork()
    {
        var next = WorkSteps.Next(Training(), new JobAnswer(JobStatus.Completed, "new.onnx"), WorkWish.GoOn);

        (next.Progress.Current!.Device, next.Progress.Model).ShouldBe(("cpu", "new.onnx"));
    }

    [Fact]
    public void Begin_OfALaterAttempt_MayMakeAsManyFromThere() =>
        WorkSteps.Begin(Evaluation with { Kind = WorkKind.Test, Attempt = 3 }, JobKind.Test).Steps.ShouldBe([new WorkStep(JobKind.Test, null, 3, 4)]);

    static WorkProgress Limited() => WorkSteps.Begin(
        Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, ["cpu", "board"]) { Limits = [Limit] });

    static WorkProgress Training()
    {
        var progress = WorkSteps.Begin(Evaluation, new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, ["cpu"]));
        return progress.With(progress.Current! with { JobId = "train-1" });
    }
}
