using System.Text.Json.Serialization;

namespace Serverless.Functions.Orchestrations;

/// <summary>Whether a job gave a result.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobEndKind>))]
public enum JobEndKind
{
    Completed,

    /// <summary>No attempts are left.</summary>
    GaveUp,

    /// <summary>The search ends before it.</summary>
    Stopped,
}
