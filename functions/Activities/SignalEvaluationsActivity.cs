using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Functions.Adapters;

namespace Serverless.Functions.Activities;

/// <summary>The input of <see cref="SignalEvaluationsActivity"/>: a signal to all evaluations that an asynchronous search has in progress.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Turn">The current turn.</param>
/// <param name="EventName">The event to send.</param>
/// <param name="Number">A number that increases from one signal to the next, so that a signal that arrives twice is recognised.</param>
public sealed record SignalEvaluationsInput(string SearchId, int Turn, string EventName, long Number);

/// <summary>Signals the evaluations of an asynchronous search, and the fit of its surrogate, to pause, resume or stop.</summary>
public sealed class SignalEvaluationsActivity(SearchDocuments searches, SearchTurns turns)
{
    [Function(FunctionNames.SignalEvaluations)]
    public async Task RunAsync(
        [ActivityTrigger] SignalEvaluationsInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var open = await turns.ReadOpenAsync(input.SearchId, input.Turn, cancellation);
        var evaluations = new DurableEvaluations(client);
        await evaluations.SignalAsync(input.SearchId, open, input.EventName, input.Number, cancellation);
        if ((await searches.ReadStateAsync(input.SearchId, cancellation)).Surrogate?.Decision.Fitting is { } fitting)
        {
            await evaluations.SignalFitAsync(fitting, input.EventName, input.Number, cancellation);
        }
    }
}
