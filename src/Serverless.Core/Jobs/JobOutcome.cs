using System.Text.Json.Serialization;

namespace Serverless.Core.Jobs;

/// <summary>How a job ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobOutcome>))]
public enum JobOutcome
{
    Completed,

    /// <summary>An error that another attempt may not meet again.</summary>
    Failed,
}
