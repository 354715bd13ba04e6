using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Fronts;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>Whether a search has ended that was to end.</summary>
/// <param name="GoesOn">Budget was added meanwhile.</param>
/// <param name="Generation">The next generation, if it goes on.</param>
/// <param name="Deadline">When its wall clock budget ends; null when it has none.</param>
/// <param name="Gpu">The GPU seconds that are left; null when they are not limited.</param>
/// <param name="Cost">The same of what the search may cost.</param>
public sealed record EndedSearch(bool GoesOn, int Generation, DateTimeOffset? Deadline, EpochAllowance? Gpu = null, EpochAllowance? Cost = null);

/// <summary>The search that ends.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Reason">Why; not <see cref="StopReason.Failed"/>.</param>
/// <param name="EndedAt">Now.</param>
/// <param name="Deadline">The end of its wall clock budget as it was when its turn began, budget added since left out; null when there was none.</param>
public sealed record EndSearchInput(string SearchId, StopReason Reason, DateTimeOffset EndedAt, DateTimeOffset? Deadline = null);

/// <summary>
/// Ends a search: puts the test accuracies into its front, then says why it ended. One that got more budget meanwhile goes on.
/// </summary>
public sealed class EndSearchActivity(
    SearchTraces traces,
    SearchDocuments searches, FrontTests tests, SearchFronts fronts, ILogger<EndSearchActivity> logger)
{
    [Function(FunctionNames.EndSearch)]
    public async Task<EndedSearch> RunAsync([ActivityTrigger] EndSearchInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.EndSearch);
        var state = await searches.ReadStateAsync(input.SearchId, cancellation);
        if (input.Reason == StopReason.Cancelled)
        {
            state = await searches.UpdateStateAsync(input.SearchId, found => SearchEnd.Cancelled(found, input.EndedAt), cancellation);
        }
        else
        {
            var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
            var isTested = request is { IsTrained: true, IsExternal: false } && !FrontTests.AreImpossible(request);
            var error = SearchTransitions.IsFinal(state.State) || state.Generation == 0 || !isTested
                ? null
                : await AddTestsAsync(input.SearchId, cancellation);
            var note = FrontTests.AreImpossible(request) ? "The dataset has no test images, so the front has no test accuracy." : null;
            state = await searches.UpdateStateAsync(input.SearchId, found => Complete(found, input, error, note), cancellation);
        }

        if (state.StopReason is { } reason)
        {
            logger.SearchEnded(input.SearchId, reason);
        }

        return new EndedSearch(!SearchTransitions.IsFinal(state.State), state.Generation, state.Budget.Deadline(state.StartedAt), state.Budget.Gpu, state.Budget.Cost);
    }

    // Deciding and writing are one step: budget is added before it, and the search goes on, or after it, and the search begins again.
    static SearchDocument? Complete(SearchDocument found, EndSearchInput input, string? error, string? note) =>
        ReasonToEnd(found, input) is not { } reason ? null
        : FailureCount.VerdictAtEnd(found.Outcomes) is { } verdict ? SearchEnd.Failed(found, input.EndedAt, verdict)
        : SearchEnd.Completed(found, reason, input.EndedAt, error, note);

    static StopReason? ReasonToEnd(SearchDocument found, EndSearchInput input)
    {
        if (input.Reason == StopReason.SpaceExhausted)
        {
            return input.Reason;
        }

        // A timer may fire a little before the clock of this host says so; its deadline has passed all the same.
        var now = input.Deadline > input.EndedAt && input.Reason == StopReason.BudgetWallClock ? input.Deadline.Value : input.EndedAt;
        var usedUp = found.Budget.UsedUp(found.StartedAt, now).ToList();
        return usedUp.Count == 0 ? null : usedUp.Contains(input.Reason) ? input.Reason : usedUp[0];
    }

    /// <returns>What went wrong with the tests; null when nothing did.</returns>
    async Task<string?> AddTestsAsync(string searchId, CancellationToken cancellation)
    {
        var failed = await DocumentUpdates.UpdateAsync(BlobPaths.Front(searchId), () => TryAddTestsAsync(searchId, cancellation));
        return failed.Count == 0
            ? null
            : $"These members of the front could not be judged on the test images: {string.Join(", ", failed)}.";
    }

    /// <returns>The members without a test; null after a conflict.</returns>
    async Task<List<string>?> TryAddTestsAsync(string searchId, CancellationToken cancellation)
    {
        var kept = await fronts.ReadAsync(searchId, cancellation);
        var members = new List<FrontMember>();
        var failed = new List<string>();
        foreach (var member in kept.Front.Members)
        {
            if ((await tests.FindAsync(searchId, member, cancellation)).Accuracy is { } accuracy)
            {
                members.Add(WithTest(member, accuracy));
            }
            else
            {
                members.Add(member);
                failed.Add(member.Candidate.Value);
            }
        }

        return await fronts.TryWriteAsync(searchId, kept, kept.Front with { Members = members }, cancellation) ? failed : null;
    }

    static FrontMember WithTest(FrontMember member, double accuracy) =>
        member.Metrics.TryGetValue(FrontTests.Accuracy, out var known) && known.Equals(accuracy)
            ? member
            : member with { Metrics = new Dictionary<string, double>(member.Metrics) { [FrontTests.Accuracy] = accuracy } };
}
