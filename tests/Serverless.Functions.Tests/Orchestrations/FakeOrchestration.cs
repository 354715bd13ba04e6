using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>
/// An orchestration context that a test drives step by step. Everything handed over goes through JSON, as in the real engine; the
/// latest waiter for an event gets it, also when the orchestrator has given that waiter up.
/// </summary>
sealed class FakeOrchestration(string instanceId, object input) : TaskOrchestrationContext
{
    readonly Dictionary<string, Func<object?, object?>> _activities = [];
    readonly Dictionary<string, Stack<TaskCompletionSource<object>>> _waiters = [];
    readonly Dictionary<string, Queue<object>> _buffered = [];
    readonly List<(string Name, object Payload)> _carried = [];
    string _input = JsonSerializer.Serialize(input);
    DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public override TaskName Name => "Tested";

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => false;

    /// <summary>Every activity call: name and input, in order.</summary>
    public List<(string Name, object? Input)> Calls { get; } = [];

    public Dictionary<string, TaskCompletionSource<string>> Children { get; } = [];

    /// <summary>What each child was started with.</summary>
    public Dictionary<string, object?> ChildInputs { get; } = [];

    public List<(string InstanceId, string EventName)> Sent { get; } = [];

    public List<object?> Statuses { get; } = [];

    public List<FakeTimer> Timers { get; } = [];

    public object? NextInput { get; private set; }

    /// <summary>The longest input or output of any task, in bytes of JSON.</summary>
    public int LargestPayload { get; private set; }

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public FakeOrchestration On<TInput>(string activity, Func<TInput, object?> answer)
    {
        _activities[activity] = given => answer((TInput)given!);
        return this;
    }

    public IReadOnlyList<T> InputsOf<T>(string activity) => [.. Calls.Where(call => call.Name == activity).Select(call => (T)call.Input!)];

    /// <summary>Runs the orchestrator up to where it waits; every later step runs within the call that completes it.</summary>
    public Task Start(Func<TaskOrchestrationContext, Task> orchestrator)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return orchestrator(this);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs the execution that follows one that continued as new; what was buffered or sent to itself comes to it.</summary>
    public Task Continue(Func<TaskOrchestrationContext, Task> orchestrator)
    {
        Timers.ShouldAllBe(timer => !timer.IsOpen, "an open timer would hold the next execution up");
        _input = JsonSerializer.Serialize(NextInput.ShouldNotBeNull());
        NextInput = null;
        _waiters.Clear();
        _carried.ForEach(sent => Raise(sent.Name, sent.Payload));
        _carried.Clear();
        return Start(orchestrator);
    }

    public void Raise(string eventName, object payload)
    {
        if (_waiters.TryGetValue(eventName, out var waiters) && waiters.TryPop(out var waiter))
        {
            Resume(() => waiter.SetResult(payload));
        }
        else
        {
            (_buffered.TryGetValue(eventName, out var queue) ? queue : _buffered[eventName] = new()).Enqueue(payload);
        }
    }

    public void EndChild(string instanceId, object result) =>
        Resume(() => Children[instanceId].SetResult(JsonSerializer.Serialize(result)));

    public void FailChild(string instanceId, Exception cause) => Resume(() => Children[instanceId].SetException(
        new TaskFailedException("Child", 0, new TaskFailedException("Activity", 0, cause))));

    /// <summary>Lets the time pass until the first open timer fires.</summary>
    public void FireTimer()
    {
        var timer = Timers.Where(timer => timer.IsOpen).MinBy(timer => timer.FireAt).ShouldNotBeNull();
        _now = timer.FireAt > _now ? timer.FireAt : _now;
        Resume(() => timer.Source.TrySetResult());
    }

    public override T GetInput<T>() => JsonSerializer.Deserialize<T>(_input)!;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        Measure(input);
        Calls.Add((name.Name, input));
        options.ShouldNotBeNull("every activity is tried again");
        try
        {
            return Task.FromResult(RoundTrip<TResult>(_activities[name.Name](input)));
        }
        catch (InvalidOperationException failure)
        {
            return Task.FromException<TResult>(new TaskFailedException(name.Name, Calls.Count, failure));
        }
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var timer = new FakeTimer(fireAt, cancellationToken);
        Timers.Add(timer);
        return timer.Source.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource<object>();
        if (_buffered.TryGetValue(eventName, out var buffered) && buffered.TryDequeue(out var payload))
        {
            source.SetResult(payload);
        }
        else
        {
            (_waiters.TryGetValue(eventName, out var waiters) ? waiters : _waiters[eventName] = new()).Push(source);
        }

        return source.Task is Task<T> task ? task : PayloadAsync();

        async Task<T> PayloadAsync() => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(await source.Task))!;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        if (instanceId == InstanceId)
        {
            _carried.Add((eventName, payload));
        }
        else
        {
            Sent.Add((instanceId, eventName));
        }
    }

    public override void SetCustomStatus(object? customStatus)
    {
        Measure(customStatus);
        Statuses.Add(customStatus);
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        Measure(input);
        var source = new TaskCompletionSource<string>();
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? throw new NotSupportedException("A child needs an id.");
        Children.Add(instanceId, source);
        ChildInputs.Add(instanceId, input);
        return JsonSerializer.Deserialize<TResult>(await source.Task)!;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        Measure(newInput);
        preserveUnprocessedEvents.ShouldBeTrue();
        NextInput = newInput;
    }

    public override Guid NewGuid() => throw new NotSupportedException();

    static void Resume(Action complete)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        complete();
        SynchronizationContext.SetSynchronizationContext(context);
    }

    T RoundTrip<T>(object? value)
    {
        Measure(value);
        return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value))!;
    }

    void Measure(object? payload) => LargestPayload = Math.Max(LargestPayload, JsonSerializer.SerializeToUtf8Bytes(payload).Length);
}
