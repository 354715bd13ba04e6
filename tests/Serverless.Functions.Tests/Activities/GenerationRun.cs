using Serverless.Domain.Jobs;
using Serverless.Domain.Rungs;
using Serverless.Domain.Storage;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Activities;

/// <summary>
/// Calls a generation's activities in the orchestrations' order; one whose process died is called again, as the engine does.
/// </summary>
sealed class GenerationRun(SearchBench bench, int generation)
{
    static readonly JobTerms Terms = new(TimeSpan.FromMinutes(15), 3);

    /// <value>Called after each activity.</value>
    public Func<Func<Task>, Task> Each { get; init; } = RetryAsync;

    RungLadder Ladder => RungLadder.Of(bench.Request);

    public async Task<MergedGeneration> RunAsync()
    {
        MergedGeneration? merged = null;
        var candidates = await SelectAsync();
        for (var rung = 1; rung <= Ladder.Count; rung++)
        {
            foreach (var index in candidates)
            {
                await EvaluateAsync(index, rung);
            }

            candidates = rung < Ladder.Count ? await PromoteAsync(rung) : candidates;
        }

        await Each(async () => merged = await MergeAsync());
        return merged!;
    }

    public async Task<int[]> SelectAsync()
    {
        var proposed = new ProposedGeneration(0);
        int[] selected = [];
        await Each(async () => proposed = await bench.Activity<ProposeCandidatesActivity>().RunAsync(
            bench.Generation(generation), CancellationToken.None));
        await Each(() => bench.Activity<ScoreCandidatesActivity>().RunAsync(
            new ScoreCandidatesInput(bench.SearchId, generation, 0, proposed.Count), CancellationToken.None));
        await Each(async () => selected = await bench.Activity<SelectForTrainingActivity>().RunAsync(
            bench.Generation(generation), CancellationToken.None));
        return selected;
    }

    public async Task<int[]> PromoteAsync(int rung)
    {
        int[] promoted = [];
        await Each(async () => promoted = await bench.Activity<PromoteCandidatesActivity>().RunAsync(
            new PromoteCandidatesInput(bench.SearchId, generation, rung), CancellationToken.None));
        return promoted;
    }

    public async Task<EvaluationEnd> EvaluateAsync(int index, int rung = 1)
    {
        EvaluationPlan? plan = null;
        EvaluationEnd? end = null;
        await Each(async () => plan = await bench.Activity<PrepareEvaluationActivity>().RunAsync(
            new EvaluationInput(bench.SearchId, generation, index, Terms, rung), CancellationToken.None));
        if (!plan!.IsCached)
        {
            await Each(() => bench.Activity<QueueJobActivity>().RunAsync(
                new JobOrder(bench.SearchId, "instance", JobKind.Train, generation, index, Rung: rung), CancellationToken.None));
            await RetryAsync(async () => await bench.AnswerTrainingAsync(
                (await bench.CandidatesAsync(generation))[index].Id, epochs: Ladder.StopOf(rung)));
        }

        var training = plan.IsCached ? null : new JobEnd(JobEndKind.Completed, 1);
        await Each(async () => end = await RecordAsync(index, training, rung));
        return end!;
    }

    public Task<EvaluationEnd> RecordAsync(int index, JobEnd? training, int rung = 1) => bench.Activity<RecordEvaluationActivity>().RunAsync(
        new RecordEvaluationInput(bench.SearchId, generation, index, training, [], rung), CancellationToken.None);

    public Task<MergedGeneration> MergeAsync() => bench.Activity<MergeFrontActivity>().RunAsync(
        new MergeFrontInput(bench.SearchId, generation, SearchBench.Noon.AddMinutes(1)), CancellationToken.None);

    static async Task RetryAsync(Func<Task> activity)
    {
        try
        {
            await activity();
        }
        catch (StorageException)
        {
            await activity();
        }
    }
}
