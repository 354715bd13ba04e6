namespace Serverless.Learning.Balancing;

/// <summary>Checks what balancers are to remember.</summary>
static class MemoryLength
{
    /// <exception cref="ArgumentException">Another length.</exception>
    public static void Check(double[] memory, int length, string name)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Length != length)
        {
            throw new ArgumentException($"'{name}' remembers {length} numbers, not {memory.Length}.", nameof(memory));
        }
    }
}
