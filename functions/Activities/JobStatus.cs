using System.Text.Json.Serialization;

namespace Serverless.Functions.Activities;

/// <summary>Where a job stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
public enum JobStatus
{
    /// <summary>It waits in the queue, or a worker has it.</summary>
    Open,
    Completed,
    Failed,

    /// <summary>No worker has it, and no message of it can be left in the queue.</summary>
    Lost,

    /// <summary>It was taken back before a worker took it, and is to be asked for again.</summary>
    Parked,

    /// <summary>It is not wanted any more.</summary>
    Withdrawn,
}
