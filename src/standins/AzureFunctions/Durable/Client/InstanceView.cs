using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>Instances as clients see them.</summary>
static class InstanceView
{
    /// <summary>Describes an instance, with inputs and outputs when a converter is given to read them.</summary>
    internal static OrchestrationMetadata Of(InstanceHead head, DataConverter? converter) => new(head.Name, head.Id)
    {
        DataConverter = converter,
        RuntimeStatus = StatusOf(head.Status),
        CreatedAt = new DateTimeOffset(head.CreatedAt),
        LastUpdatedAt = new DateTimeOffset(head.UpdatedAt),
        SerializedInput = converter is null ? null : head.Input,
        SerializedOutput = converter is null ? null : OutputOf(head),
        SerializedCustomStatus = converter is null ? null : head.CustomStatus,
        Tags = head.Tags ?? ImmutableDictionary<string, string>.Empty,
        FailureDetails = head.Failure?.ToDetails(),
    };

    /// <summary>The output as JSON; of a failed instance its failure as text.</summary>
    internal static string? OutputOf(InstanceHead head) =>
        head.Failure is { } failure ? JsonSerializer.Serialize(failure.ToString()) : head.Output;

    internal static OrchestrationRuntimeStatus StatusOf(InstanceStatus status) => status switch
    {
        InstanceStatus.Pending => OrchestrationRuntimeStatus.Pending,
        InstanceStatus.Running => OrchestrationRuntimeStatus.Running,
        InstanceStatus.Suspended => OrchestrationRuntimeStatus.Suspended,
        InstanceStatus.Completed => OrchestrationRuntimeStatus.Completed,
        InstanceStatus.Failed => OrchestrationRuntimeStatus.Failed,
        InstanceStatus.Terminated => OrchestrationRuntimeStatus.Terminated,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a state."),
    };
}
