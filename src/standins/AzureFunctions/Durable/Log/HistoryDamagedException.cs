namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>The stored history cannot be what was written; going on would lose or repeat work.</summary>
sealed class HistoryDamagedException(string blob, long position, string what)
    : Exception(FormattableString.Invariant(
        $"The durable history is damaged: {blob}, byte {position}: {what}. Restore the blob, or delete the container to begin with an empty task hub."));
