using System.Text.Json;
using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>Waits for one external event.</summary>
/// <remarks>One per name is to be pending, so that no event goes to a waiter that was given up.</remarks>
sealed class EventWaiter(TaskOrchestrationContext context, string name)
{
    readonly Task<object> _event = context.WaitForExternalEvent<object>(name);

    public string Name => name;

    /// <value>Completes with the event.</value>
    public Task Task => _event;

    public bool HasCome => _event.IsCompleted;

    /// <value>The number that the event came with, once it has; 0 when it came with none.</value>
    public long Number => _event.Result switch
    {
        long number => number,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetInt64(),
        _ => 0,
    };

    /// <summary>Sends the event on to the execution that follows this one, whether it has come or comes before this one is over.</summary>
    /// <remarks>
    /// The engine keeps events for the next execution that nobody waits for. One that came while this execution did something else, and
    /// was not looked at since, has gone to this waiter and would be lost with it.
    /// </remarks>
    public void PassOn() => _ = PassOnAsync();

    async Task PassOnAsync() => context.SendEvent(context.InstanceId, name, await _event);
}
