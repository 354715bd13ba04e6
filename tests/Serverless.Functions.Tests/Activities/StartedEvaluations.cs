using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Core.Searches;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Starts nothing, and records what was to be started.</summary>
sealed class StartedEvaluations : IEvaluations
{
    public List<OpenEvaluation> Started { get; } = [];

    /// <value>What was told to which evaluations.</value>
    public List<(Arrival Evaluation, string EventName)> Told { get; } = [];

    /// <value>Surrogates whose fit was to be started, in order.</value>
    public List<string> Fits { get; } = [];

    /// <value>What was told to which fits.</value>
    public List<(string Surrogate, string EventName)> ToldFits { get; } = [];

    public Task EnsureStartedAsync(string searchId, JobRetryOptions jobs, IReadOnlyList<OpenEvaluation> open, CancellationToken cancellation)
    {
        Started.AddRange(open.Where(evaluation => !evaluation.IsKnown));
        return Task.CompletedTask;
    }

    public Task SignalAsync(string searchId, IReadOnlyList<OpenEvaluation> open, string eventName, long number, CancellationToken cancellation)
    {
        Told.AddRange(open.Select(evaluation => (evaluation.Arrival, eventName)));
        return Task.CompletedTask;
    }

    public Task EnsureFitStartedAsync(string searchId, JobRetryOptions jobs, string surrogateId, CancellationToken cancellation)
    {
        Fits.Add(surrogateId);
        return Task.CompletedTask;
    }

    public Task SignalFitAsync(string surrogateId, string eventName, long number, CancellationToken cancellation)
    {
        ToldFits.Add((surrogateId, eventName));
        return Task.CompletedTask;
    }
}
