using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Options of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes JSON for bindings and durable tasks; default System.Text.Json, names ignoring case when read.</summary>
    public ObjectSerializer? Serializer { get; set; }

    /// <summary>What the worker tells the platform that it can do; nothing reads it here.</summary>
    public IDictionary<string, string> Capabilities { get; } = new Dictionary<string, string>();

    /// <summary>Whether empty entries of a batch reach the function; nothing here delivers batches.</summary>
    public bool IncludeEmptyEntriesInMessagePayload { get; set; }

    /// <summary>Exceptions always reach the log as they are; the value changes nothing.</summary>
    [Obsolete("Exceptions always reach the log as they are.")]
    public bool EnableUserCodeException { get; set; }
}
