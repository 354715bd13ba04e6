using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>Whether a search goes on.</summary>
/// <param name="IsPaused">Whether nothing new may start.</param>
/// <param name="Deadline">When its wall clock budget ends, past pauses left out; null when it has none.</param>
/// <param name="Gpu">The GPU seconds that it had when its generation began, and those added since; null when they are not limited.</param>
/// <param name="Cost">The same of what the search may cost.</param>
public sealed record SearchPacing(bool IsPaused, DateTimeOffset? Deadline, EpochAllowance? Gpu = null, EpochAllowance? Cost = null);

/// <summary>The search whose pause may begin or end.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="At">Now.</param>
public sealed record PaceSearchInput(string SearchId, DateTimeOffset At);

/// <summary>Pauses a search that was asked to pause, and lets one run again that was asked to resume.</summary>
public sealed class PaceSearchActivity(SearchDocuments searches, ILogger<PaceSearchActivity> logger)
{
    [Function(FunctionNames.PaceSearch)]
    public async Task<SearchPacing> RunAsync([ActivityTrigger] PaceSearchInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var state = await searches.UpdateStateAsync(input.SearchId, found => SearchPause.Follow(found, input.At), cancellation);
        logger.SearchPaced(input.SearchId, state.State);
        return new SearchPacing(state.State == SearchStatus.Paused, state.Budget.Deadline(state.StartedAt), state.Budget.Gpu, state.Budget.Cost);
    }
}
