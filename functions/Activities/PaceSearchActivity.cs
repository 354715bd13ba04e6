using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>Whether a search is paused, and the limits that apply to it now.</summary>
/// <param name="IsPaused">Whether nothing new may start.</param>
/// <param name="Deadline">When the wall clock budget ends, not counting past pauses; null when there is no such budget.</param>
/// <param name="Gpu">The GPU seconds left when the generation began, plus those added since; null when they are not limited.</param>
/// <param name="Cost">The cost budget left when the generation began, plus what was added since; null when it is not limited.</param>
public sealed record SearchPacing(bool IsPaused, DateTimeOffset? Deadline, EpochAllowance? Gpu = null, EpochAllowance? Cost = null);

/// <summary>The input of <see cref="PaceSearchActivity"/>.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="At">The current time.</param>
public sealed record PaceSearchInput(string SearchId, DateTimeOffset At);

/// <summary>Pauses a search for which a pause was requested, and resumes one for which a resumption was requested.</summary>
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
