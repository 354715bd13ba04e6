namespace Microsoft.DurableTask.Client;

/// <summary>What a purge did.</summary>
public class PurgeResult
{
    /// <summary>A count of purged instances.</summary>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>A count, and whether nothing is left to purge.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count) => IsComplete = isComplete;

    /// <summary>Instances purged.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether nothing is left to purge; null: not known.</summary>
    public bool? IsComplete { get; }
}
