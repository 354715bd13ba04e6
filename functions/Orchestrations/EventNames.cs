namespace Serverless.Functions.Orchestrations;

/// <summary>The external events that orchestrations wait for, besides those that are named by a job's id.</summary>
public static class EventNames
{
    /// <summary>To a search: end early. The blob <c>cancel.json</c> says so too, should the event get lost.</summary>
    public const string Cancel = "cancel";

    /// <summary>To a search: whether it shall pause has changed; its state tells which.</summary>
    public const string Pace = "pace";

    /// <summary>To an asynchronous search: an <see cref="EndedEvaluation"/>.</summary>
    public const string Ended = "ended";

    /// <summary>To an evaluation: start nothing new. Followed by <see cref="Resume"/> or <see cref="Stop"/>. In asynchronous searches numbered, as is that.</summary>
    public const string Pause = "pause";

    /// <summary>To an evaluation that was paused: go on.</summary>
    public const string Resume = "resume";

    /// <summary>To an evaluation: begin no training; what was begun may end.</summary>
    public const string Finish = "finish";

    /// <summary>To an evaluation: give the work back and end.</summary>
    public const string Stop = "stop";
}
