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

/// <summary>Reports whether a search that was about to end has ended.</summary>
/// <param name="GoesOn">Whether the search continues, because budget was added meanwhile.</param>
/// <param name="Generation">The next generation, if the search continues.</param>
/// <param name="Deadline">The end of the wall clock budget; null when there is none.</param>
/// <param name="Gpu">The remaining GPU seconds; null when they are not limited.</param>
/// <param name="Cost">The remaining cost; null when it is not limited.</param>
public sealed record EndedSearch(bool GoesOn, int Generation, DateTimeOffset? Deadline, EpochAllowance? Gpu = null, EpochAllowance? Cost = null);

/// <summary>The input of <see cref="EndSearchActivity"/>.</summary>
/// <param name="SearchId">The search that ends.</param>
/// <param name="Reason">The reason; not <see cref="StopReason.Failed"/>.</param>
/// <param name="EndedAt">The current time.</param>
/// <param name="Deadline">The end of the wall clock budget when the turn began, without budget added since; null when there was none.</param>
public sealed record EndSearchInput(string SearchId, StopReason Reason, DateTimeOffset EndedAt, DateTimeOffset? Deadline = null);

/// <summary>
/// Ends a search: adds the test accuracies to its front, then records the reason. A search whose budget was increased meanwhile continues.
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

    // The decision and the write are one step: budget is either added before it, and the search continues, or after it, and the search is started
    // again.
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

        // A timer can fire slightly before the clock of this host reaches the deadline; the deadline counts as passed all the same.
        var now = input.Deadline > input.EndedAt && input.Reason == StopReason.BudgetWallClock ? input.Deadline.Value : input.EndedAt;
        var usedUp = found.Budget.UsedUp(found.StartedAt, now).ToList();
        return usedUp.Count == 0 ? null : usedUp.Contains(input.Reason) ? input.Reason : usedUp[0];
    }

    /// <returns>The error of the tests; null when there was none.</returns>
    async Task<string?> AddTestsAsync(string searchId, CancellationToken cancellation)
    {
        var failed = await DocumentUpdates.UpdateAsync(BlobPaths.Front(searchId), () => TryAddTestsAsync(searchId, cancellation));
        return failed.Count == 0
            ? null
            : $"These members of the front could not be evaluated on the test images: {string.Join(", ", failed)}.";
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
