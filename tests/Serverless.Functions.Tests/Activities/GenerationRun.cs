using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Activities;

/// <summary>
/// Calls a generation's activities in the orchestrations' order; one whose process died is called again, as the engine does.
/// </summary>
sealed class GenerationRun(SearchBench bench, int generation)
{
    public static readonly JobRetryOptions Terms = new(TimeSpan.FromMinutes(15), 3);

    /// <value>Called after each activity.</value>
    public Func<Func<Task>, Task> Each { get; init; } = RetryAsync;

    /// <value>Does what a worker does with a surrogate's order.</value>
    public Func<string, Task> Fit { get; init; } = bench.FitAsync;

    /// <value>Whether what is left of GPU seconds decides who may still begin, as <see cref="SuccessiveHalving"/> looks at it.</value>
    public bool HasShares { get; init; }

    RungLadder Ladder => RungLadder.Of(bench.Request);

    public async Task<MergedGeneration> RunAsync()
    {
        MergedGeneration? merged = null;
        var candidates = await SelectAsync();
        candidates = bench.Request.Table is null ? candidates : [];
        var rungs = OwnFidelities.AreOf(bench.Request) ? 1 : Ladder.Count;
        var shares = HasShares ? await bench.Activity<WeighSelectionActivity>().RunAsync(bench.Generation(generation), CancellationToken.None) : [];
        var allowance = HasShares ? (await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None)).Budget.Gpu : null;
        var covered = candidates.Length;
        for (var rung = 1; rung <= rungs; rung++)
        {
            foreach (var (place, index) in candidates.Index())
            {
                covered = allowance is null ? covered : Math.Min(covered, place + TrainingShare.Covered(shares[place..], allowance.AffordableEpochs));
                var end = await EvaluateAsync(index, rung, allowance is not null && place >= covered ? WorkWish.Finish : WorkWish.GoOn);
                allowance = allowance?.Plus(end.GpuSeconds, end.Epochs);
            }

            candidates = rung < rungs ? await PromoteAsync(rung) : candidates;
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
        proposed.Count.ShouldBeLessThanOrEqualTo(SearchOrchestrator.ShardSize);
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
        if (ordered is null)
        {
            return;
        }

        await Each(() => bench.AdvanceAsync(new Work(WorkKind.Fit, bench.SearchId, Terms, Surrogate: ordered)));
        await RetryAsync(() => Fit(ordered));
        await Each(() => bench.Activity<SettleSurrogateActivity>().RunAsync(
            new PlannedFit(bench.SearchId, generation, ordered), CancellationToken.None));
    }

    public async Task<int[]> PromoteAsync(int rung)
    {
        int[] promoted = [];
        await Each(async () => promoted = await bench.Activity<PromoteCandidatesActivity>().RunAsync(
            new PromoteCandidatesInput(bench.SearchId, generation, rung), CancellationToken.None));
        return promoted;
    }

    public async Task<EvaluationEnd> EvaluateAsync(int index, int rung = 1, WorkWish wish = WorkWish.GoOn)
    {
        var work = new Work(WorkKind.Evaluation, bench.SearchId, Terms, generation, index, rung);
        AdvancedWork? advanced = null;
        await Each(async () => advanced = await bench.AdvanceAsync(work, wish: wish));
        if (advanced!.End is null)
        {
            await RetryAsync(async () =>
            {
                var candidate = (await bench.CandidatesAsync(generation))[index];
                await bench.AnswerTrainingAsync(candidate.Id, epochs: Ladder.StopOf(RungPlaces.RungOf(bench.Request, candidate, rung)));
            });
            var progress = advanced.Progress;
            await Each(async () => advanced = await bench.AdvanceAsync(work, progress));
        }

        return advanced.End.ShouldNotBeNull();
    }

    public async Task<EvaluationEnd> RecordAsync(int index, JobEnd? training, int rung = 1) => await bench.Service<EvaluationRecorder>().RecordAsync(
        new EvaluationReport(bench.SearchId, (await bench.CandidatesAsync(generation))[index], generation, index, training, [], rung),
        CancellationToken.None);

    public Task<MergedGeneration> MergeAsync() => bench.Activity<MergeFrontActivity>().RunAsync(
        new MergeFrontInput(bench.SearchId, generation, SearchBench.Noon.AddMinutes(1)), CancellationToken.None);

    public static async Task RetryAsync(Func<Task> activity)
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
