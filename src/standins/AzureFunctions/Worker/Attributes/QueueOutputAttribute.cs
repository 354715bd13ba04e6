using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Sends the value to a storage queue, which is created when absent; null sends nothing, an array one message per item.</summary>
/// <param name="queueName">The queue; %NAME% is replaced from settings.</param>
public sealed class QueueOutputAttribute(string queueName) : OutputBindingAttribute
{
    /// <summary>The queue's name.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that holds the connection; null means AzureWebJobsStorage.</summary>
    public string? Connection { get; set; }
}
