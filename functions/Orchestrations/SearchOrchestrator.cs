using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Runs a search, one generation per turn, so that the history stays short however long the search runs.</summary>
public static class SearchOrchestrator
{
    /// <summary>The number of candidates per scoring activity: tens of milliseconds of work, about the cost of one more activity.</summary>
    public const int ShardSize = 1_024;

    [Function(FunctionNames.SearchOrchestrator)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var turn = context.GetInput<SearchState>() ?? throw new InvalidOperationException("A search needs its input.");
        try
        {
            if (await RunGenerationAsync(context, turn) is { } next)
            {
                context.ContinueAsNew(next);
            }
        }
        catch (TaskFailedException failure)
        {
            await FailAsync(context, turn, FailureText.Of(failure.FailureDetails));
        }
    }

    static Task FailAsync(TaskOrchestrationContext context, SearchState turn, string error) => context.CallActivityAsync(
        FunctionNames.FailSearch, new FailSearchInput(turn.SearchId, turn.CreatedAt, context.CurrentUtcDateTime, error), ActivityRetries.Options);

    // Returns null when the search has ended.
    static async Task<SearchState?> RunGenerationAsync(TaskOrchestrationContext context, SearchState turn)
    {
        using var signals = new StopSignals(context);
        if ((turn.Plan ?? await BeginAsync(context, turn)) is not { } plan)
        {
            return null;
        }

        var pace = new SearchPace(context, signals, turn.SearchId, plan);
        if (plan.IsAsynchronous)
        {
            return await RunTurnAsync(context, turn with { Plan = plan, Extension = null }, signals, pace);
        }

        var ending = new SearchEnding(context, signals, pace, turn with { Plan = plan, Extension = null });
        if (await pace.IsOverdueAsync())
        {
            return await ending.EndAsync(pace.IsPaused ? StopReason.Cancelled : StopReason.BudgetWallClock);
        }

        if (plan.HasSurrogate && await new SurrogateFitting(context, signals, pace, turn).RunAsync() is { } cutShort)
        {
            return await ending.EndAsync(cutShort);
        }

        var generation = new GenerationInput(turn.SearchId, turn.Generation);
        var proposed = await context.CallActivityAsync<ProposedGeneration>(
            FunctionNames.ProposeCandidates, generation, ActivityRetries.Options);
        if (proposed.IsCancelled || proposed.Count == 0)
        {
            return await ending.EndAsync(proposed.IsCancelled ? StopReason.Cancelled : StopReason.SpaceExhausted);
        }

        if (proposed.IsPauseRequested)
        {
            await pace.LookAsync();
        }

        await pace.RunningAsync();
        if (pace.IsPaused)
        {
            return await ending.EndAsync(StopReason.Cancelled);
        }

        // A table lookup happens when the front is merged.
        var selected = !plan.TakesJobs && !plan.HasSurrogate ? [] : await SelectAsync(context, turn, proposed.Count);
        var shares = plan.HasShares && selected.Length > 0
            ? await context.CallActivityAsync<int[]>(FunctionNames.WeighSelection, generation, ActivityRetries.Options)
            : null;
        var climb = new SuccessiveHalving(context, signals, pace, turn, shares is null ? null : selected.Zip(shares).ToDictionary());
        var stopped = plan.TakesJobs ? await climb.RunAsync(selected) : null;
        var merged = await context.CallActivityAsync<MergedGeneration>(
            FunctionNames.MergeFront,
            new MergeFrontInput(turn.SearchId, turn.Generation, context.CurrentUtcDateTime),
            ActivityRetries.Options);

        // A paused search neither continues nor ends, and an event that arrived before this point would be lost with the turn.
        await pace.RunningAsync();
        var isCancelled = signals.Raised == StopReason.Cancelled;
        if (climb.Verdict is { } verdict && !isCancelled)
        {
            signals.Disarm();
            await FailAsync(context, turn, verdict);
            return null;
        }

        var next = (isCancelled ? StopReason.Cancelled : stopped ?? signals.Raised ?? merged.StopReason) is { } reason
            ? await ending.EndAsync(reason)
            : turn with { Generation = turn.Generation + 1, Plan = pace.Plan with { Gpu = merged.Gpu, Cost = merged.Cost }, Extension = null };
        return next is null ? null : next with { Failures = climb.Failures };
    }

    static async Task<SearchState?> RunTurnAsync(TaskOrchestrationContext context, SearchState turn, StopSignals signals, SearchPace pace)
    {
        var search = new AsynchronousSearch(context, signals, pace, turn);
        AsynchronousStep step;
        try
        {
            step = await search.RunAsync();
        }
        catch (TaskFailedException)
        {
            await search.AbandonAsync();
            throw;
        }

        if (step.Verdict is { } verdict)
        {
            await FailAsync(context, turn, verdict);
            return null;
        }

        return step.Reason is { } reason ? await new SearchEnding(context, signals, pace, step.Next).EndAsync(reason) : step.Next;
    }

    static Task<SearchPlan?> BeginAsync(TaskOrchestrationContext context, SearchState turn) => context.CallActivityAsync<SearchPlan?>(
        FunctionNames.BeginSearch,
        new BeginSearchInput(turn.SearchId, turn.CreatedAt, context.CurrentUtcDateTime, turn.Extension),
        ActivityRetries.Options);

    static IEnumerable<ScoreCandidatesInput> Shards(SearchState turn, int count)
    {
        for (var first = 0; first < count; first += ShardSize)
        {
            yield return new ScoreCandidatesInput(turn.SearchId, turn.Generation, first, Math.Min(ShardSize, count - first));
        }
    }

    // A single shard is scored by the activity that selects from it.
    static async Task<int[]> SelectAsync(TaskOrchestrationContext context, SearchState turn, int count)
    {
        if (count > ShardSize)
        {
            await Task.WhenAll(Shards(turn, count).Select(
                shard => context.CallActivityAsync<int>(FunctionNames.ScoreCandidates, shard, ActivityRetries.Options)));
        }

        return await context.CallActivityAsync<int[]>(
            FunctionNames.SelectForTraining, new GenerationInput(turn.SearchId, turn.Generation), ActivityRetries.Options);
    }
}

/// <summary>The input of one turn of a search: one generation.</summary>
/// <param name="SearchId">The search, which is also the id of the instance that runs it.</param>
/// <param name="CreatedAt">When the search was accepted.</param>
/// <param name="Generation">The generation to run, from 0.</param>
/// <param name="Plan">The plan of the search; null before the search has begun, or has begun again.</param>
/// <param name="Extension">The extension that restarts a search that had ended; null in every other turn.</param>
/// <param name="Failures">How earlier evaluations ended, since the search began or began again; null when there were none.</param>
/// <param name="Asynchronous">What an asynchronous search has in progress; null in all other searches, and before the first turn.</param>
public sealed record SearchState(
    string SearchId,
    DateTimeOffset CreatedAt,
    int Generation = 0,
    SearchPlan? Plan = null,
    SearchExtension? Extension = null,
    FailureCount? Failures = null,
    AsynchronousState? Asynchronous = null);

/// <summary>The settings of a search that stay the same in all generations, except for its deadline, GPU seconds and cost.</summary>
/// <param name="StartedAt">When the search began to run.</param>
/// <param name="Deadline">When the wall clock budget ends; null when there is none.</param>
/// <param name="Jobs">How the search waits for its jobs.</param>
/// <param name="TakesJobs">Whether evaluations are jobs of workers; false where candidates are looked up in a table.</param>
/// <param name="Rungs">The number of rungs in a generation, the full training included; at least 1.</param>
/// <param name="HasSurrogate">Whether a surrogate predicts which candidates are worth training.</param>
/// <param name="MaximumFailures">The number of evaluations that can fail before the search does; null when the request sets no limit.</param>
/// <param name="Gpu">The GPU seconds left before the generation; null when they are not limited.</param>
/// <param name="RungEpochs">The epochs that each rung adds; null when neither GPU seconds nor cost are limited.</param>
/// <param name="ReductionFactor">The number of candidates at a rung for each one that is promoted.</param>
/// <param name="IsAsynchronous">Whether a turn is taken as soon as one evaluation has ended.</param>
/// <param name="Cost">The cost budget left before the generation; null when it is not limited.</param>
/// <param name="Prices">The prices by which <paramref name="Cost"/> is counted; null without it.</param>
/// <param name="HasShares">
/// Whether candidates differ in their epochs, because the algorithm chooses each one's fidelity or each has its own number of epochs.
/// </param>
public sealed record SearchPlan(
    DateTimeOffset StartedAt,
    DateTimeOffset? Deadline,
    JobRetryOptions Jobs,
    bool TakesJobs = true,
    int Rungs = 1,
    bool HasSurrogate = false,
    int? MaximumFailures = null,
    EpochAllowance? Gpu = null,
    int[]? RungEpochs = null,
    double ReductionFactor = 1,
    bool IsAsynchronous = false,
    EpochAllowance? Cost = null,
    PriceTable? Prices = null,
    bool HasShares = false);
