using Serverless.Application.Jobs;
using Serverless.Core.Searches;

namespace Serverless.Application.Orchestrations;

/// <summary>The evaluations of asynchronous searches, and the fits of their surrogates, which the engine runs beside the searches and not within.</summary>
public interface IEvaluations
{
    /// <summary>Starts the evaluations that have not been started, however often this is called.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="jobs">How their jobs are waited for.</param>
    /// <param name="open">What is under way; what is infeasible, or was imported, is not evaluated.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task EnsureStartedAsync(string searchId, JobRetryOptions jobs, IReadOnlyList<OpenEvaluation> open, CancellationToken cancellation);

    /// <summary>Tells the evaluations that run still.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="open">What is under way.</param>
    /// <param name="eventName">What they are told.</param>
    /// <param name="number">Grows from one thing that they are told to the next.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task SignalAsync(string searchId, IReadOnlyList<OpenEvaluation> open, string eventName, long number, CancellationToken cancellation);

    /// <summary>Starts the fit of a surrogate if it has not been started, or did not come to its end, however often this is called.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="jobs">How its jobs are waited for.</param>
    /// <param name="surrogateId">The surrogate to be.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task EnsureFitStartedAsync(string searchId, JobRetryOptions jobs, string surrogateId, CancellationToken cancellation);

    /// <summary>Tells a fit that runs still.</summary>
    /// <param name="surrogateId">The surrogate to be.</param>
    /// <param name="eventName">What it is told.</param>
    /// <param name="number">Grows from one thing that it is told to the next.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task SignalFitAsync(string surrogateId, string eventName, long number, CancellationToken cancellation);
}
