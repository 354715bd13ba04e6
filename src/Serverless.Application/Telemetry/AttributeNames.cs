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

    /// <summary>The fidelity to which a candidate is trained, named as in evaluations: the rung.</summary>
    public const string Fidelity = "serverless.fidelity";

    /// <summary>The number of epochs of a training, up to its rung.</summary>
    public const string Epochs = "serverless.epochs";

    /// <summary>The device that a job ran on, <c>cpu</c> or <c>cuda:N</c>; for a failed measurement, the device that was requested.</summary>
    public const string Device = "serverless.device";

    /// <summary>The name of a function. This name, and the next two, are from OpenTelemetry's semantic conventions.</summary>
    public const string Function = "faas.name";

    public const string RequestMethod = "http.request.method";
    public const string ResponseStatus = "http.response.status_code";
}
