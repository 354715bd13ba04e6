using Serverless.Application.Jobs;
using Serverless.Core.Searches;

namespace Serverless.Application.Orchestrations;

/// <summary>The engine that runs searches and fits, as the use cases need it.</summary>
/// <remarks>Exceptions of the engine are passed on unchanged; every call can be repeated.</remarks>
public interface IOrchestrations
{
    /// <summary>Starts the orchestration of a search unless it exists already; can be called any number of times and from several places.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="createdAt">When the search was accepted.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task EnsureSearchStartedAsync(string searchId, DateTimeOffset createdAt, CancellationToken cancellation);

    /// <summary>Restarts the orchestration of a search that had ended.</summary>
    /// <param name="ended">The state of the search.</param>
    /// <param name="extension">The extension to restart it with.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>False when another caller was faster, so that it already runs.</returns>
    Task<bool> TryRestartSearchAsync(SearchDocument ended, SearchExtension extension, CancellationToken cancellation);

    /// <summary>Returns the status of the orchestration of a search; null when there is none.</summary>
    Task<SearchRun?> FindSearchAsync(string searchId, CancellationToken cancellation);

    /// <summary>Returns whether the orchestration of a search exists and has not ended. Cheaper than <see cref="FindSearchAsync"/>.</summary>
    Task<bool> IsSearchUnderWayAsync(string searchId, CancellationToken cancellation);

    /// <summary>Tells a search in progress to end early.</summary>
    Task CancelSearchAsync(string searchId, CancellationToken cancellation);

    /// <summary>Tells a search in progress that its state requests a pause or a resumption.</summary>
    Task PaceSearchAsync(string searchId, CancellationToken cancellation);

    /// <summary>Lists the ids of the searches in progress, in no particular order.</summary>
    IAsyncEnumerable<string> ListSearchesUnderWayAsync(CancellationToken cancellation);

    /// <summary>Starts the orchestration of a fit unless it exists already; can be called any number of times and from several places.</summary>
    /// <param name="surrogateId">The future surrogate.</param>
    /// <param name="fit">The work for the workers.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task EnsureFitStartedAsync(string surrogateId, Work fit, CancellationToken cancellation);

    /// <summary>Returns whether the orchestration of a fit exists and has not ended.</summary>
    Task<bool> IsFitUnderWayAsync(string surrogateId, CancellationToken cancellation);

    /// <summary>Returns whether the orchestration of a fit exists, ended or not.</summary>
    Task<bool> HasFitAsync(string surrogateId, CancellationToken cancellation);

    /// <summary>Terminates the orchestration of a fit from outside.</summary>
    /// <param name="surrogateId">The surrogate that was to be fitted.</param>
    /// <param name="reason">The reason, for users.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task TerminateFitAsync(string surrogateId, string reason, CancellationToken cancellation);

    /// <summary>Lists the ids of the surrogates whose fits are in progress, in no particular order.</summary>
    IAsyncEnumerable<string> ListFitsUnderWayAsync(CancellationToken cancellation);

    /// <summary>
    /// Starts the orchestration of a generator's fit unless it exists already; can be called any number of times and from several places.
    /// </summary>
    /// <param name="generatorId">The future generator.</param>
    /// <param name="fit">The work for the workers.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task EnsureGeneratorStartedAsync(string generatorId, Work fit, CancellationToken cancellation);

    /// <summary>Returns whether the orchestration of a generator's fit exists and has not ended.</summary>
    Task<bool> IsGeneratorUnderWayAsync(string generatorId, CancellationToken cancellation);

    /// <summary>Returns whether the orchestration of a generator's fit exists, ended or not.</summary>
    Task<bool> HasGeneratorAsync(string generatorId, CancellationToken cancellation);

    /// <summary>Terminates the orchestration of a generator's fit from outside.</summary>
    /// <param name="generatorId">The generator that was to be fitted.</param>
    /// <param name="reason">The reason, for users.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task TerminateGeneratorAsync(string generatorId, string reason, CancellationToken cancellation);
}
