using System.Text.Json.Serialization;

namespace Serverless.Core.Evaluations;

/// <summary>Where an evaluation stands. Legal moves are in <c>EvaluationTransitions</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluationStatus>))]
public enum EvaluationStatus
{
    Queued,
    Running,
    Completed,

    /// <summary>An attempt ended in an error and may be tried again.</summary>
    Failed,

    /// <summary>The worker was taken away; does not count as an attempt.</summary>
    Preempted,

    /// <summary>Violates a constraint; not trained where that was known before.</summary>
    Infeasible,

    /// <summary>Given up: no attempts left, or the search ended first.</summary>
    Abandoned,
    EarlyStopped,
}
