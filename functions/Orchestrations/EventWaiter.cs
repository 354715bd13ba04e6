using System.Text.Json;
using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>Waits for one external event.</summary>
/// <remarks>Only one waiter per name should be pending, so that no event goes to an abandoned waiter.</remarks>
sealed class EventWaiter(TaskOrchestrationContext context, string name)
{
    readonly Task<object> _event = context.WaitForExternalEvent<object>(name);

    public string Name => name;

    /// <value>A task that completes with the event.</value>
    public Task Task => _event;

    public bool HasCome => _event.IsCompleted;

    /// <value>The number that came with the event; 0 when it had none. Available once the event has arrived.</value>
    public long Number => _event.Result switch
    {
        long number => number,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetInt64(),
        _ => 0,
    };

    /// <summary>Forwards the event to the next execution, whether it has arrived already or arrives before this execution ends.</summary>
    /// <remarks>
    /// The engine keeps events that nobody waits for until the next execution. An event that arrived while this execution did something else,
    /// and was not read since, has gone to this waiter and would be lost with it.
    /// </remarks>
    public void PassOn() => _ = PassOnAsync();

    async Task PassOnAsync() => context.SendEvent(context.InstanceId, name, await _event);
}
