using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Functions.Adapters;

namespace Serverless.Functions.Activities;

/// <summary>What is to be told to all evaluations that an asynchronous search has under way.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Turn">The turn under way.</param>
/// <param name="EventName">What they are told.</param>
/// <param name="Number">Grows from one thing that they are told to the next, so that one which is told twice is known.</param>
public sealed record SignalEvaluationsInput(string SearchId, int Turn, string EventName, long Number);

/// <summary>Tells the evaluations of an asynchronous search, and the fit of its surrogate, to pause, to go on or to stop.</summary>
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
