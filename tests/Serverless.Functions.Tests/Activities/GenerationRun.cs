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

    /// <value>Does what a worker does with a surrogate's order.</value>
    public Func<string, Task> Fit { get; init; } = bench.FitAsync;

    RungLadder Ladder => RungLadder.Of(bench.Request);

    public async Task<MergedGeneration> RunAsync()
    {
        MergedGeneration? merged = null;
        var candidates = await SelectAsync();
        if (bench.Request.Table is not null)
        {
            await Each(() => bench.Activity<LookUpCandidatesActivity>().RunAsync(bench.Generation(generation), CancellationToken.None));
            candidates = [];
        }

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
        await PrepareSurrogateAsync();
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

    /// <summary>Has the surrogate of a search that has one fitted, if that is due, and settles what it does.</summary>
    public async Task PrepareSurrogateAsync()
    {
        if (bench.Request.Surrogate is null)
        {
            return;
        }

        string? ordered = null;
        await Each(async () => ordered = await bench.Activity<PlanSurrogateActivity>().RunAsync(
            new PlanSurrogateInput(bench.SearchId, generation, SearchBench.Noon), CancellationToken.None));
        if (ordered is not null)
        {
            await Each(() => bench.Activity<QueueJobActivity>().RunAsync(
                new JobOrder(bench.SearchId, "instance", JobKind.Fit, 0, 0, Surrogate: ordered), CancellationToken.None));
            await RetryAsync(() => Fit(ordered));
        }

        await Each(() => bench.Activity<SettleSurrogateActivity>().RunAsync(
            new SettleSurrogateInput(bench.SearchId, generation, ordered), CancellationToken.None));
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
