namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What keeps the host from starting.</summary>
static class HostFaults
{
    /// <exception cref="InvalidOperationException">There are faults; the message names each on a line of its own.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        }
    }
}
