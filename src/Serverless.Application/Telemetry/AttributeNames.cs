namespace Serverless.Application.Telemetry;

/// <summary>The names of attributes of spans and measurements. Their values are ids, names of enumerations and numbers.</summary>
public static class AttributeNames
{
    public const string SearchId = "serverless.search.id";
    public const string Generation = "serverless.generation";
    public const string CandidateId = "serverless.candidate.id";
    public const string EvaluationStatus = "serverless.evaluation.status";
    public const string BudgetKind = "serverless.budget.kind";
    public const string QueueName = "serverless.queue.name";

    public const string JobId = "serverless.job.id";
    public const string JobKind = "serverless.job.kind";
    public const string JobAttempt = "serverless.job.attempt";
    public const string JobOutcome = "serverless.job.outcome";

    /// <summary>How far a candidate is trained, as evaluations name it: the rung.</summary>
    public const string Fidelity = "serverless.fidelity";

    /// <summary>Epochs of a training, up to its rung.</summary>
    public const string Epochs = "serverless.epochs";

    /// <summary>What a job ran on, <c>cpu</c> or <c>cuda:N</c>; of a measurement that failed, the device that was asked for.</summary>
    public const string Device = "serverless.device";

    /// <summary>Of a function: its name. A name of OpenTelemetry's conventions, as the next two.</summary>
    public const string Function = "faas.name";

    public const string RequestMethod = "http.request.method";
    public const string ResponseStatus = "http.response.status_code";
}
