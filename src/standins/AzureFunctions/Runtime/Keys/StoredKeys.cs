namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The two keys from which all others follow.</summary>
sealed record StoredKeys(string MasterKey, string HostKey)
{
    /// <summary>Keys never reach a log through this.</summary>
    public override string ToString() => nameof(StoredKeys);
}
