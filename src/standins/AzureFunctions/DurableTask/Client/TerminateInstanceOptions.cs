namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is terminated.</summary>
/// <param name="Output">What becomes its output.</param>
/// <param name="Recursive">Has no effect in Functions: sub-orchestrations go on.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
