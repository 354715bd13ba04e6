using Serverless.Application.Jobs;
using Serverless.Core.Searches;

namespace Serverless.Application.Orchestrations;

/// <summary>The engine that runs searches and fits, as use cases need it.</summary>
/// <remarks>Whatever fails in it is thrown on as the engine reports it; every call may be made again.</remarks>
public interface IOrchestrations
{
    /// <summary>Starts the orchestration of a search unless it is there already, however often and from wherever this is called.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="createdAt">When it was accepted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task EnsureSearchStartedAsync(string searchId, DateTimeOffset createdAt, CancellationToken cancellation);

    /// <summary>Starts the orchestration of a search again that had ended.</summary>
    /// <param name="ended">Its state.</param>
    /// <param name="extension">What it begins again with.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False when somebody else was faster, so that it runs.</returns>
    Task<bool> TryRestartSearchAsync(SearchDocument ended, SearchExtension extension, CancellationToken cancellation);

    /// <summary>How the orchestration of a search stands; null when there is none.</summary>
    Task<SearchRun?> FindSearchAsync(string searchId, CancellationToken cancellation);

    /// <summary>Whether the orchestration of a search is there and has not ended. Costs less than <see cref="FindSearchAsync"/>.</summary>
    Task<bool> IsSearchUnderWayAsync(string searchId, CancellationToken cancellation);

    /// <summary>Tells a search that is under way to end early.</summary>
    Task CancelSearchAsync(string searchId, CancellationToken cancellation);

    /// <summary>Tells a search that is under way that its state asks for a pause, or for one to end.</summary>
    Task PaceSearchAsync(string searchId, CancellationToken cancellation);

    /// <summary>The ids of the searches that are under way, in no order.</summary>
    IAsyncEnumerable<string> ListSearchesUnderWayAsync(CancellationToken cancellation);

    /// <summary>Starts the orchestration of a fit unless it is there already, however often and from wherever this is called.</summary>
    /// <param name="surrogateId">The surrogate to be.</param>
    /// <param name="fit">What workers are to do.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task EnsureFitStartedAsync(string surrogateId, Work fit, CancellationToken cancellation);

    /// <summary>Whether the orchestration of a fit is there and has not ended.</summary>
    Task<bool> IsFitUnderWayAsync(string surrogateId, CancellationToken cancellation);

    /// <summary>Ends the orchestration of a fit from outside.</summary>
    /// <param name="surrogateId">The surrogate that was to be.</param>
    /// <param name="reason">For people.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task TerminateFitAsync(string surrogateId, string reason, CancellationToken cancellation);

    /// <summary>The surrogates whose fits are under way, by id, in no order.</summary>
    IAsyncEnumerable<string> ListFitsUnderWayAsync(CancellationToken cancellation);

    /// <summary>Starts the orchestration of a generator's fit unless it is there already, however often and from wherever this is called.</summary>
    /// <param name="generatorId">The generator to be.</param>
    /// <param name="fit">What workers are to do.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task EnsureGeneratorStartedAsync(string generatorId, Work fit, CancellationToken cancellation);

    /// <summary>Whether the orchestration of a generator's fit is there and has not ended.</summary>
    Task<bool> IsGeneratorUnderWayAsync(string generatorId, CancellationToken cancellation);

    /// <summary>Whether the orchestration of a generator's fit is there, ended or not.</summary>
    Task<bool> HasGeneratorAsync(string generatorId, CancellationToken cancellation);

    /// <summary>Ends the orchestration of a generator's fit from outside.</summary>
    /// <param name="generatorId">The generator that was to be.</param>
    /// <param name="reason">For people.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task TerminateGeneratorAsync(string generatorId, string reason, CancellationToken cancellation);
}
