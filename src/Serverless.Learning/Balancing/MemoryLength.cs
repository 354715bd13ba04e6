namespace Serverless.Learning.Balancing;

/// <summary>Checks the memory of balancers.</summary>
static class MemoryLength
{
    /// <exception cref="ArgumentException">The memory has another length.</exception>
    public static void Check(double[] memory, int length, string name)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Length != length)
        {
            throw new ArgumentException($"'{name}' remembers {length} numbers, not {memory.Length}.", nameof(memory));
        }
    }
}
