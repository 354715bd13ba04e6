using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function by each message of a storage queue.</summary>
/// <param name="queueName">The queue; %NAME% is replaced from settings.</param>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue's name.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that holds the connection; null means AzureWebJobsStorage.</summary>
    public string? Connection { get; set; }
}
