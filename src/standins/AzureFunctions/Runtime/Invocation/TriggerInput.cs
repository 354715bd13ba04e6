namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What a trigger hands to the function.</summary>
/// <param name="Value">
/// HttpContext, QueueMessage, TimerInfo or TaskOrchestrationContext, by the kind of trigger; for an activity the JSON text of its input, or null.
/// </param>
/// <param name="BindingData">Values that other parameters bind to by name: route and query values, queue metadata, instanceId.</param>
sealed record TriggerInput(object? Value, IReadOnlyDictionary<string, object?> BindingData);
