namespace Serverless.Functions.Orchestrations;

/// <summary>The external events that orchestrations wait for, in addition to those named by a job's id.</summary>
public static class EventNames
{
    /// <summary>To a search: end early. The blob <c>cancel.json</c> says so too, in case the event is lost.</summary>
    public const string Cancel = "cancel";

    /// <summary>To a search: a pause or a resumption was requested; the state of the search says which.</summary>
    public const string Pace = "pace";

    /// <summary>To an asynchronous search: an evaluation has ended; carries an <see cref="EndedEvaluation"/>.</summary>
    public const string Ended = "ended";

    /// <summary>
    /// To an evaluation: start nothing new. Followed by <see cref="Resume"/> or <see cref="Stop"/>. Asynchronous searches number this event and
    /// <see cref="Resume"/>.
    /// </summary>
    public const string Pause = "pause";

    /// <summary>To a paused evaluation: resume.</summary>
    public const string Resume = "resume";

    /// <summary>To an evaluation: begin no training; what has begun may complete.</summary>
    public const string Finish = "finish";

    /// <summary>To an evaluation: withdraw the work and end.</summary>
    public const string Stop = "stop";
}
