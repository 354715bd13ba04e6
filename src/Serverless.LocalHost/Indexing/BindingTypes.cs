namespace Serverless.LocalHost.Indexing;

/// <summary>Types of bindings that this host knows.</summary>
static class BindingTypes
{
    public const string HttpTrigger = "httpTrigger";
    public const string QueueTrigger = "queueTrigger";
    public const string TimerTrigger = "timerTrigger";
    public const string OrchestrationTrigger = "orchestrationTrigger";
    public const string ActivityTrigger = "activityTrigger";
    public const string EntityTrigger = "entityTrigger";
    public const string DurableClient = "durableClient";
    public const string Http = "http";
    public const string Queue = "queue";

    /// <summary>What can make a function run.</summary>
    public static readonly IReadOnlyList<string> Triggers =
        [HttpTrigger, QueueTrigger, TimerTrigger, OrchestrationTrigger, ActivityTrigger, EntityTrigger];

    /// <summary>What a function can be given besides its trigger.</summary>
    public static readonly IReadOnlyList<string> Inputs = [DurableClient];

    /// <summary>What a function can write to.</summary>
    public static readonly IReadOnlyList<string> Outputs = [Http, Queue];
}
