namespace Serverless.Storage.Jobs;

/// <summary>Why a message was taken out of its queue, kept at <c>BlobPaths.Rejection</c>.</summary>
/// <param name="Queue">Where it was taken from.</param>
/// <param name="MessageId">Its id there.</param>
/// <param name="Body">What it said.</param>
/// <param name="Reason">For people.</param>
public sealed record PoisonedMessage(string Queue, string MessageId, string Body, string Reason)
{
    public int SchemaVersion { get; init; } = 1;
}
