using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>Runs activities in the order in which they were called, a limited number at once.</summary>
sealed class ActivityRunner(
    TaskHub hub, HubSettings settings, IFunctionCatalog catalog, IFunctionInvoker invoker, DataConverter converter, ILogger<ActivityRunner> logger)
    : IDisposable
{
    readonly Channel<RunActivity> _calls = Channel.CreateUnbounded<RunActivity>();
    readonly CancellationTokenSource _stopping = new();

    internal void Add(RunActivity call) => _calls.Writer.TryWrite(call);

    /// <summary>Runs activities until stopped.</summary>
    internal Task RunAsync() => Task.WhenAll(Enumerable.Range(0, settings.MaxConcurrentActivities).Select(_ => Task.Run(TakeCallsAsync)));

    /// <summary>Begins no more activities; those that run are told by their tokens when the drain period is over.</summary>
    internal void Stop()
    {
        _calls.Writer.TryComplete();
        _stopping.Cancel();
    }

    public void Dispose() => _stopping.Dispose();

    async Task TakeCallsAsync()
    {
        try
        {
            await foreach (var call in _calls.Reader.ReadAllAsync(_stopping.Token))
            {
                await RunAsync(call);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Calls that did not begin are in the log and begin again with the next host.
        }
#pragma warning disable CA1031 // an activity's own exceptions are its result; one that comes this far is the engine's and stops the host
        catch (Exception exception)
#pragma warning restore CA1031
        {
            hub.Fail(exception);
        }
    }

    async Task RunAsync(RunActivity call)
    {
        if (!await hub.ReadAsync(state => TaskHub.IsCurrent(state, call.InstanceId, call.ExecutionId), CancellationToken.None))
        {
            return;
        }

        var (name, id) = (call.Call.Name, call.Call.Id);
        HistoryEvent outcome;
        try
        {
            var result = converter.Serialize(await InvokeAsync(call));
            outcome = new ActivityCompleted(hub.Now, id, result);
        }
#pragma warning disable CA1031 // whatever the activity throws is its failure
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (_stopping.IsCancellationRequested)
            {
                // Cut short by the end of the host: not a failure, the next host runs it again.
                return;
            }

            logger.ActivityFailed(exception, name, id, call.InstanceId);
            outcome = new ActivityFailed(hub.Now, id, Failure.From(exception) with { IsFinal = exception is MissingActivityException });
        }

        // Not awaited: the next activity may begin while the result is on its way to storage.
        _ = hub.Change(state => TaskHub.IsCurrent(state, call.InstanceId, call.ExecutionId)
            ? [new MessageArrived(call.InstanceId, call.ExecutionId, outcome)]
            : []);
    }

    Task<object?> InvokeAsync(RunActivity call)
    {
        if (catalog.Find(call.Call.Name, TriggerKind.Activity) is not { } function)
        {
            var known = catalog.All.Where(entry => entry.Kind == TriggerKind.Activity).Select(entry => $"'{entry.Name}'");
            throw new MissingActivityException(call.Call.Name, string.Join(", ", known));
        }

        var bindingData = new Dictionary<string, object?> { ["instanceId"] = call.InstanceId };
        return invoker.InvokeAsync(function, new TriggerInput(call.Call.Input, bindingData), CancellationToken.None);
    }
}
