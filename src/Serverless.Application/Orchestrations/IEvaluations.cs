using Serverless.Application.Jobs;
using Serverless.Core.Searches;

namespace Serverless.Application.Orchestrations;

/// <summary>The evaluations of asynchronous searches and the fits of their surrogates, which run beside the search orchestrations.</summary>
public interface IEvaluations
{
    /// <summary>Starts the evaluations that have not been started; can be called any number of times.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="jobs">How to wait for the jobs.</param>
    /// <param name="open">The evaluations in progress; infeasible and imported ones are skipped.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task EnsureStartedAsync(string searchId, JobRetryOptions jobs, IReadOnlyList<OpenEvaluation> open, CancellationToken cancellation);

    /// <summary>Sends a signal to the evaluations that still run.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="open">The evaluations in progress.</param>
    /// <param name="eventName">The event to send.</param>
    /// <param name="number">A number that increases from one signal to the next.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task SignalAsync(string searchId, IReadOnlyList<OpenEvaluation> open, string eventName, long number, CancellationToken cancellation);

    /// <summary>Starts the fit of a surrogate if it has not been started or did not complete; can be called any number of times.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="jobs">How to wait for the jobs.</param>
    /// <param name="surrogateId">The future surrogate.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task EnsureFitStartedAsync(string searchId, JobRetryOptions jobs, string surrogateId, CancellationToken cancellation);

    /// <summary>Sends a signal to a fit that still runs.</summary>
    /// <param name="surrogateId">The future surrogate.</param>
    /// <param name="eventName">The event to send.</param>
    /// <param name="number">A number that increases from one signal to the next.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task SignalFitAsync(string surrogateId, string eventName, long number, CancellationToken cancellation);
}
