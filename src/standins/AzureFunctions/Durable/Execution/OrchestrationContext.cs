using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>The context of one execution: turns calls into numbered actions and history into results.</summary>
/// <param name="info">What the execution begins with.</param>
/// <param name="settings">What the host gives.</param>
/// <param name="ledger">The actions.</param>
/// <param name="mailbox">The events.</param>
/// <param name="requireOrchestrator">Throws unless the orchestrator's own thread calls.</param>
sealed class OrchestrationContext(
    ExecutionInfo info, ExecutionSettings settings, ActionLedger ledger, EventMailbox mailbox, Action requireOrchestrator)
    : TaskOrchestrationContext
{
    readonly List<EventRaised> _carried = [];
    bool _carriesEvents;
    int _guids;

    public override TaskName Name => info.Name;

    public override string InstanceId => info.InstanceId;

    public override ParentOrchestrationInstance? Parent => info.Parent;

    public override string Version => info.Version;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => IsReplayed;

    protected override ILoggerFactory LoggerFactory => settings.LoggerFactory;

    internal ActionLedger Ledger => ledger;

    internal EventMailbox Mailbox => mailbox;

    internal DateTime Now { get; set; }

    internal bool IsReplayed { get; set; }

    internal bool HasCustomStatus { get; private set; }

    internal object? CustomStatus { get; private set; }

    /// <summary>What follows this execution; null unless ContinueAsNew was called.</summary>
    internal NextExecution? Next { get; private set; }

    public override T? GetInput<T>()
        where T : default
    {
        requireOrchestrator();
        return settings.Converter.Deserialize<T>(info.Input);
    }

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        requireOrchestrator();
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("The input is a TaskOptions. Was it meant for the parameter options?", nameof(input));
        }

        var data = settings.Converter.Serialize(input);
        return await RunAsync<TResult>(
            name, options?.Retry, () => ledger.Open(new ActivityScheduled(Now, ledger.TakeId(), name.Name, data)));
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        requireOrchestrator();
        var version = options?.Version?.Version ?? settings.DefaultVersion;
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        var data = settings.Converter.Serialize(input);
        return await RunAsync<TResult>(
            orchestratorName,
            options?.Retry,
            () => ledger.Open(new ChildScheduled(Now, ledger.TakeId(), orchestratorName.Name, id, data, version)));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        requireOrchestrator();
        var due = fireAt.ToUniversalTime();
        while (due - Now > settings.MaximumTimerInterval && !cancellationToken.IsCancellationRequested)
        {
            await SetTimerAsync(Now + settings.MaximumTimerInterval, null, cancellationToken);
        }

        await SetTimerAsync(due, null, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        requireOrchestrator();
        return mailbox.WaitAsync<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        requireOrchestrator();
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        ledger.Add(new EventSent(Now, ledger.TakeId(), instanceId, eventName, settings.Converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        requireOrchestrator();
        HasCustomStatus = true;
        CustomStatus = customStatus;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        requireOrchestrator();
        ArgumentNullException.ThrowIfNull(options);
        _carriesEvents = options.PreserveUnprocessedEvents;
        if (_carriesEvents)
        {
            _carried.AddRange(mailbox.TakeAll().Select(kept => new EventRaised(Now, kept.Name, kept.Payload)));
        }

        var version = string.IsNullOrWhiteSpace(options.NewVersion) ? null : options.NewVersion;
        Next = new NextExecution(settings.Converter.Serialize(options.NewInput), version, _carried);
    }

    public override Guid NewGuid()
    {
        requireOrchestrator();
        return DeterministicGuid.Create(InstanceId, Now, _guids++);
    }

    /// <summary>Takes an event that arrived.</summary>
    internal void Receive(EventRaised raised)
    {
        if (mailbox.TryDeliver(raised.Name, raised.Payload))
        {
            return;
        }

        if (Next is not null && _carriesEvents)
        {
            _carried.Add(raised);
        }
        else
        {
            mailbox.Keep(raised.Name, raised.Payload);
        }
    }

    async Task<TResult> RunAsync<TResult>(TaskName name, TaskRetryOptions? retry, Func<Task<TaskOutcome>> attempt)
    {
        var outcome = retry switch
        {
            { Policy: { } policy } => await new RetryLoop(this, name.Name, attempt).RunAsync(policy, SetRetryTimerAsync),
            { Handler: { } handler } => await new RetryLoop(this, name.Name, attempt).RunAsync(handler),
            _ => await attempt(),
        };
        return outcome.Failure is { } failure
            ? throw new TaskFailedException(name.Name, outcome.Id, failure.ToDetails())
            : settings.Converter.Deserialize<TResult>(outcome.Result)!;
    }

    Task SetRetryTimerAsync(DateTime due, int failedTask) => SetTimerAsync(due, failedTask, CancellationToken.None);

    Task<TaskOutcome> SetTimerAsync(DateTime due, int? failedTask, CancellationToken cancellation) =>
        ledger.Open(new TimerCreated(Now, ledger.TakeId(), due, failedTask), cancellation);
}
