namespace Microsoft.DurableTask;

/// <summary>A class-based orchestrator, seen without its types.</summary>
public interface ITaskOrchestrator
{
    /// <summary>The type of the input.</summary>
    Type InputType { get; }

    /// <summary>The type of the output.</summary>
    Type OutputType { get; }

    /// <summary>Runs one turn.</summary>
    Task<object?> RunAsync(TaskOrchestrationContext context, object? input);
}
