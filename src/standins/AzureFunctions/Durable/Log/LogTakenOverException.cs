namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>Another host writes this task hub's log; this one must stop.</summary>
sealed class LogTakenOverException(string blob)
    : Exception($"Another host has taken over this task hub: {blob} holds something that this host did not write.");
