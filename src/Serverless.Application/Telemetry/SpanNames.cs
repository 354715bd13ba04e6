namespace Serverless.Application.Telemetry;

/// <summary>The names of spans: few, and never with an id in them.</summary>
public static class SpanNames
{
    /// <summary>A search is accepted and its orchestration started. It is the first span of what a schedule or a message starts.</summary>
    public const string SubmitSearch = "submit search";

    /// <summary>The common parent of what is done for a search that has no trace yet, such as one that is older than the telemetry.</summary>
    public const string ContinueSearch = "continue search";

    public const string BeginSearch = "begin search";
    public const string PlanSurrogate = "plan surrogate";
    public const string Propose = "propose candidates";
    public const string Score = "score candidates";
    public const string Select = "select for training";
    public const string Promote = "promote candidates";
    public const string Merge = "merge front";
    public const string TakeTurn = "take turn";

    /// <summary>One step of an evaluation, a test or a fit: a job is queued, or its result is stored.</summary>
    public const string AdvanceWork = "advance work";

    public const string EndSearch = "end search";
    public const string FailSearch = "fail search";

    /// <summary>A job in a worker, from the receipt of its message to the announcement of its result; each kind has its own name.</summary>
    public const string Train = "train";

    public const string Measure = "measure";
    public const string Test = "test";
    public const string Fit = "fit";

    /// <summary>The result of a job is announced to the waiting orchestration.</summary>
    public const string JobResult = "job result";
}
