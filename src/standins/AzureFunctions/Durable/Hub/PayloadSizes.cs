using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>Finds payloads that cost extra on Azure, where messages and table rows hold no more.</summary>
static class PayloadSizes
{
    const int Costly = 64 * 1024;

    /// <summary>What is large in a record, and how many characters it has.</summary>
    internal static IEnumerable<(string What, string InstanceId, int Length)> CostlyIn(LogRecord record) => record switch
    {
        InstanceCreated { Head: var head } => Check("The input", head.Id, head.Input),
        MessageArrived { Message: ActivityCompleted done } arrived => Check("An activity's result", arrived.Id, done.Result),
        MessageArrived { Message: EventRaised raised } arrived => Check($"The event {raised.Name}", arrived.Id, raised.Payload),
        TurnCommitted turn => CostlyInTurn(turn),
        _ => [],
    };

    static IEnumerable<(string What, string InstanceId, int Length)> CostlyInTurn(TurnCommitted turn) =>
        turn.Result.Actions
            .SelectMany(action => action switch
            {
                ActivityScheduled call => Check($"The input of {call.Name}", turn.Id, call.Input),
                ChildScheduled call => Check($"The input of {call.Name}", turn.Id, call.Input),
                EventSent sent => Check($"The event {sent.Name}", turn.Id, sent.Payload),
                _ => [],
            })
            .Concat(Check("The output", turn.Id, turn.Result.Completion?.Output))
            .Concat(Check("The input of the next execution", turn.Id, turn.Result.Completion?.Next?.Input));

    static IEnumerable<(string What, string InstanceId, int Length)> Check(string what, string instanceId, string? payload) =>
        payload?.Length > Costly ? [(what, instanceId, payload.Length)] : [];
}
