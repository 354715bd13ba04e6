namespace Serverless.Functions.Triggers.Queues;

/// <summary>A message asked for no search that can be.</summary>
/// <param name="messageId">The queue's id of the message.</param>
/// <param name="reason">For people.</param>
public sealed class SearchRejectedException(string messageId, string reason) : Exception($"Message {messageId}: {reason}");
