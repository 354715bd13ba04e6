using System.Text.Json.Serialization;

namespace Serverless.Core.Evaluations;

/// <summary>The status of an evaluation. Legal transitions are in <c>EvaluationTransitions</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluationStatus>))]
public enum EvaluationStatus
{
    Queued,
    Running,
    Completed,

    /// <summary>An attempt ended in an error and can be retried.</summary>
    Failed,

    /// <summary>The worker was taken away; does not count as an attempt.</summary>
    Preempted,

    /// <summary>Violates a constraint; not trained if that was known before.</summary>
    Infeasible,

    /// <summary>Given up: no attempts left, or the search ended first.</summary>
    Abandoned,
    EarlyStopped,
}
