namespace Serverless.LocalHost.Indexing;

/// <summary>The types of bindings that this host supports.</summary>
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

    /// <summary>The types of triggers.</summary>
    public static readonly IReadOnlyList<string> Triggers =
        [HttpTrigger, QueueTrigger, TimerTrigger, OrchestrationTrigger, ActivityTrigger, EntityTrigger];

    /// <summary>The types of inputs besides the trigger.</summary>
    public static readonly IReadOnlyList<string> Inputs = [DurableClient];

    /// <summary>The types of outputs.</summary>
    public static readonly IReadOnlyList<string> Outputs = [Http, Queue];
}
