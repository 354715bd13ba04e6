using Microsoft.DurableTask.Client;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>Gives the client of this host's one task hub.</summary>
sealed class HubClientProvider(DurableTaskClient client) : IDurableTaskClientProvider
{
    /// <exception cref="ArgumentException">Another task hub is asked for.</exception>
    public DurableTaskClient GetClient(string? name = null) =>
        string.IsNullOrEmpty(name) || name.Equals(client.Name, StringComparison.OrdinalIgnoreCase)
            ? client
            : throw new ArgumentException($"This local host has one task hub, {client.Name}, and not {name}.", nameof(name));
}
