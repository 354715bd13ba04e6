namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>A message that must not run at all.</summary>
sealed class PoisonMessageException(string reason) : Exception($"The message {reason}.");
