namespace Microsoft.DurableTask.Client;

/// <summary>Gives clients by the name of their task hub.</summary>
public interface IDurableTaskClientProvider
{
    /// <summary>The client of a task hub; null: the app's own.</summary>
    DurableTaskClient GetClient(string? name = null);
}
