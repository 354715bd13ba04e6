namespace Serverless.Functions.Orchestrations;

/// <summary>The external events that orchestrations wait for, besides those that are named by a job's id.</summary>
public static class EventNames
{
    /// <summary>To a search: end early. The blob <c>cancel.json</c> says so too, should the event get lost.</summary>
    public const string Cancel = "cancel";

    /// <summary>To an evaluation: give the work back and end.</summary>
    public const string Stop = "stop";
}
