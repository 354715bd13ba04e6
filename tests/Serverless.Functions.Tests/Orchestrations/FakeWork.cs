using Serverless.Algorithms;
using Serverless.Application.Jobs;
using Serverless.Core.Jobs;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Spaces;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>The workers and the storage of a piece of work, as <see cref="AdvanceWorkActivity"/> would find them, without any blob.</summary>
sealed class FakeWork(Func<Work, WorkProgress> begin)
{
    readonly Dictionary<string, JobAnswer> _results = [];

    /// <value>What evaluations are of.</value>
    public static ProposedCandidate Candidate { get; } = new(new CandidateId("c" + new string('0', 63)), "|architecture|", [], "sample");

    /// <value>How a job without a result is found.</value>
    public JobAnswer Unfinished { get; set; } = new(JobStatus.Queued);

    /// <value>Called when the activity has ended and its answer is on its way.</value>
    public Action? Answering { get; set; }

    /// <value>Every job that was queued: its id and the network to measure.</value>
    public List<(string Id, string? Model)> Queued { get; } = [];

    public List<string> Withdrawn { get; } = [];

    /// <value>How the work ended.</value>
    public List<WorkProgress> Concluded { get; } = [];

    /// <value>How the work's only training ended.</value>
    public JobEnd Training => Concluded.ShouldHaveSingleItem().Steps.Single(step => step.Kind == JobKind.Train).End.ShouldNotBeNull();

    public static string IdOf(WorkStep step) => $"{step.Kind}{step.Device}-{step.Attempt}";

    public FakeOrchestration Run(string instanceId, Work work) => Run(instanceId, new WorkInput(work));

    public FakeOrchestration Run(string instanceId, WorkInput input) => new FakeOrchestration(instanceId, input)
        .On<AdvanceWorkInput>(FunctionNames.AdvanceWork, Advance);

    /// <summary>A worker writes the result; its event gets lost.</summary>
    public void Finish(string jobId, JobAnswer? answer = null) => _results[jobId] = answer ?? new JobAnswer(JobStatus.Completed);

    /// <summary>A worker writes the result and sends the event.</summary>
    public void Finish(FakeOrchestration run, string jobId, JobAnswer? answer = null)
    {
        Finish(jobId, answer);
        run.Raise(jobId, "done");
    }

    AdvancedWork Advance(AdvanceWorkInput input)
    {
        var progress = input.Progress ?? begin(input.Work);
        var jobId = progress.Current?.JobId;
        var next = WorkSteps.Next(progress, jobId is null ? null : _results.GetValueOrDefault(jobId, Unfinished), input.Wish);
        if (next.Withdrawn is { } withdrawn)
        {
            Withdrawn.Add(withdrawn);
        }

        progress = next.Progress;
        if (next.Act == WorkAct.Queue)
        {
            var step = progress.Current!;
            Queued.Add((IdOf(step), progress.Model));
            progress = progress.With(step with { JobId = IdOf(step) });
        }
        else if (next.Act == WorkAct.Conclude)
        {
            Concluded.Add(progress);
        }

        Answering?.Invoke();
        return new AdvancedWork(progress, next.Act == WorkAct.Conclude ? new EvaluationEnd(input.Work.Index, IsTrained: false) : null);
    }
}
