using System.Text.Json.Nodes;
using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>Histories as the status API shows them: turns are left out, and calls stand with their results.</summary>
sealed class HistoryJson(InstanceHead head, bool showInput, bool showOutput)
{
    internal JsonArray Of(IReadOnlyList<HistoryEvent> history)
    {
        var calls = history.OfType<ActionEvent>().ToDictionary(action => action.Id);
        var answered = history.Select(AnsweredTask).OfType<int>().ToHashSet();
        return [.. history.Select(happened => Row(happened, calls, answered)).Where(row => row is not null)];
    }

    JsonObject? Row(HistoryEvent happened, Dictionary<int, ActionEvent> calls, HashSet<int> answered) => happened switch
    {
        ExecutionStarted => New("ExecutionStarted", happened.At, [("FunctionName", head.Name), ("Input", Input(head.Input))]),
        ExecutionCompleted ended => New(
            "ExecutionCompleted",
            ended.At,
            [("OrchestrationStatus", ended.Status.ToString()), ("Result", Output(ended.Output)), ("FailureDetails", ended.Failure?.ToString())]),
        ExecutionTerminated ended => New("ExecutionTerminated", ended.At, [("Input", Input(ended.Output))]),
        ExecutionSuspended held => New("ExecutionSuspended", held.At, [("Reason", held.Reason)]),
        ExecutionResumed resumed => New("ExecutionResumed", resumed.At, [("Reason", resumed.Reason)]),
        ExecutionRewound rewound => New("ExecutionRewound", rewound.At, [("Reason", rewound.Reason)]),
        ActivityScheduled call when !answered.Contains(call.Id) => New("TaskScheduled", call.At, [("Name", call.Name), ("Input", Input(call.Input))]),
        ChildScheduled call when !answered.Contains(call.Id) => New(
            "SubOrchestrationInstanceCreated", call.At, [("Name", call.Name), ("InstanceId", call.InstanceId), ("Input", Input(call.Input))]),
        ActivityCompleted done => Answer("TaskCompleted", done.At, calls[done.Id], ("Result", Output(done.Result))),
        ActivityFailed failed => Answer("TaskFailed", failed.At, calls[failed.Id], ("Reason", failed.Failure.Message)),
        ChildCompleted done => Answer("SubOrchestrationInstanceCompleted", done.At, calls[done.Id], ("Result", Output(done.Result))),
        ChildFailed failed => Answer("SubOrchestrationInstanceFailed", failed.At, calls[failed.Id], ("Reason", failed.Failure.Message)),
        TimerCreated timer => New("TimerCreated", timer.At, [("FireAt", StatusJson.Time(timer.FireAt))]),
        TimerFired timer => New("TimerFired", timer.At, [("FireAt", StatusJson.Time(timer.FireAt))]),
        EventSent sent => New("EventSent", sent.At, [("InstanceId", sent.InstanceId), ("Name", sent.Name), ("Input", Input(sent.Payload))]),
        EventRaised raised => New("EventRaised", raised.At, [("Name", raised.Name), ("Input", Input(raised.Payload))]),
        _ => null,
    };

    JsonObject Answer(string type, DateTime at, ActionEvent call, (string Name, JsonNode? Value) outcome)
    {
        var (name, input) = call switch
        {
            ActivityScheduled activity => (activity.Name, activity.Input),
            ChildScheduled child => (child.Name, child.Input),
            _ => ("", null),
        };
        return New(type, at, [outcome, ("ScheduledTime", StatusJson.Time(call.At)), ("FunctionName", name), ("Input", Input(input))]);
    }

    static JsonObject New(string type, DateTime at, (string Name, JsonNode? Value)[] values)
    {
        var row = new JsonObject { ["EventType"] = type, ["Timestamp"] = at.ToString("o") };
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                row.Add(name, value);
            }
        }

        return row;
    }

    JsonNode? Input(string? json) => showInput ? StatusJson.Parse(json) : null;

    JsonNode? Output(string? json) => showOutput ? StatusJson.Parse(json) : null;

    static int? AnsweredTask(HistoryEvent happened) => happened switch
    {
        ActivityCompleted done => done.Id,
        ActivityFailed failed => failed.Id,
        ChildCompleted done => done.Id,
        ChildFailed failed => failed.Id,
        _ => null,
    };
}
