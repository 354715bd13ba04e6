using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>What ContinueAsNew hands to the execution that follows.</summary>
/// <param name="Input">Its input as text.</param>
/// <param name="Version">Its version; null: the same.</param>
/// <param name="Carried">Events that nobody took.</param>
sealed record NextExecution(string? Input, string? Version, IReadOnlyList<EventRaised> Carried);
