namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The section extensions.queues of host.json.</summary>
sealed class QueueSettings
{
    const string Section = "extensions:queues";

    /// <exception cref="InvalidOperationException">A value is out of its range.</exception>
    public QueueSettings(HostSettings host)
    {
        BatchSize = host.Number($"{Section}:batchSize", 16);
        NewBatchThreshold = host.Number($"{Section}:newBatchThreshold", BatchSize / 2 * Environment.ProcessorCount);
        MaxDequeueCount = host.Number($"{Section}:maxDequeueCount", 5);
        VisibilityTimeout = host.Duration($"{Section}:visibilityTimeout", TimeSpan.Zero);
        MaxPollingInterval = host.Duration($"{Section}:maxPollingInterval", TimeSpan.FromMinutes(1));
        var encoding = host.Text($"{Section}:messageEncoding", "base64");
        IsBase64 = encoding.Equals("base64", StringComparison.OrdinalIgnoreCase);

        List<string> faults = [];
        Check(BatchSize is >= 1 and <= 32, "batchSize must be from 1 to 32.");
        Check(NewBatchThreshold >= 0, "newBatchThreshold must not be negative.");
        Check(MaxDequeueCount >= 1, "maxDequeueCount must be at least 1.");
        Check(MaxPollingInterval >= MinPollingInterval, "maxPollingInterval must be at least 00:00:00.100.");
        Check(IsBase64 || encoding.Equals("none", StringComparison.OrdinalIgnoreCase), "messageEncoding must be base64 or none.");
        HostFaults.ThrowIfAny(faults);

        void Check(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add($"host.json is invalid: {Section.Replace(':', '.')}: {fault}");
            }
        }
    }

    /// <summary>The shortest wait between two looks at an empty queue.</summary>
    public static TimeSpan MinPollingInterval { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a message taken stays out of others' sight unless renewed, as it is while it runs.</summary>
    /// <remarks>The platform takes ten minutes; here a host that was killed is started again at once and should not wait for its messages.</remarks>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages received at once, 1 to 32; default 16.</summary>
    public int BatchSize { get; }

    /// <summary>More are received as soon as no more than so many run; default half a batch per processor.</summary>
    public int NewBatchThreshold { get; }

    /// <summary>Runs of a message that fails before it goes to the poison queue; default 5.</summary>
    public int MaxDequeueCount { get; }

    /// <summary>How long a message that failed stays out of sight; default not at all.</summary>
    public TimeSpan VisibilityTimeout { get; }

    /// <summary>The longest wait between two looks at an empty queue; default one minute.</summary>
    public TimeSpan MaxPollingInterval { get; }

    /// <summary>Whether bodies are base64, as by default, or plain text.</summary>
    public bool IsBase64 { get; }

    /// <summary>The text of a message with that body.</summary>
    public string Encode(BinaryData body) => IsBase64 ? Convert.ToBase64String(body) : body.ToString();

    /// <summary>The body of a message with that text; null when it is not base64 and should be.</summary>
    public BinaryData? Decode(string text)
    {
        if (!IsBase64)
        {
            return new BinaryData(text);
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? new BinaryData(bytes.AsMemory(0, count)) : null;
    }
}
