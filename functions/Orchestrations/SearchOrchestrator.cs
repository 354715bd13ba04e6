using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Runs a search, one generation per turn, so that its history stays short however long it runs.</summary>
public static class SearchOrchestrator
{
    /// <summary>Candidates that one scoring activity takes: tens of milliseconds of work, since another activity costs about as much.</summary>
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

    // Null: the search has ended.
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

        // A table is looked up when the front is merged.
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

        // A search that is paused neither goes on nor ends; and an event that came up to here would be lost with the turn.
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
        var step = await new AsynchronousSearch(context, signals, pace, turn).RunAsync();
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

    // One shard is scored where it is chosen from.
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
/// <param name="SearchId">The search, and the instance that runs it.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="Generation">The generation to run, from 0.</param>
/// <param name="Plan">Null before the search has begun, or has begun again.</param>
/// <param name="Extension">What makes a search that had ended begin again; null in every other turn.</param>
/// <param name="Failures">How the evaluations before ended, since the search began or began again; null when there were none.</param>
/// <param name="Asynchronous">What an asynchronous search has under way; null in every other, and before its first turn.</param>
public sealed record SearchState(
    string SearchId,
    DateTimeOffset CreatedAt,
    int Generation = 0,
    SearchPlan? Plan = null,
    SearchExtension? Extension = null,
    FailureCount? Failures = null,
    AsynchronousState? Asynchronous = null);

/// <summary>What stays the same for all generations of a search, but for its deadline, its GPU seconds and its cost.</summary>
/// <param name="StartedAt">When it began to run.</param>
/// <param name="Deadline">When its wall clock budget ends; null when it has none.</param>
/// <param name="Jobs">How its jobs are waited for.</param>
/// <param name="TakesJobs">Whether evaluations are jobs of workers; false where candidates are looked up in a table.</param>
/// <param name="Rungs">How often a generation is compared, the whole training included; at least 1.</param>
/// <param name="HasSurrogate">Whether predictions say what is worth a training.</param>
/// <param name="MaximumFailures">How many evaluations may fail before the search does; null when the request sets no limit.</param>
/// <param name="Gpu">The GPU seconds that were left before the generation; null when they are not limited.</param>
/// <param name="RungEpochs">Epochs that each rung adds; null when neither GPU seconds nor cost are limited.</param>
/// <param name="ReductionFactor">Of so many candidates at a rung one goes on.</param>
/// <param name="IsAsynchronous">Whether its turns are taken as soon as one evaluation has ended.</param>
/// <param name="Cost">What could be paid before the generation; null when it is not limited.</param>
/// <param name="Prices">What <paramref name="Cost"/> is counted by; null without it.</param>
/// <param name="HasShares">Whether each candidate takes a share of its own of them, since the algorithm says how far it is trained, or its epochs are its own.</param>
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
