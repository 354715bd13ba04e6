namespace Serverless.Core.Searches.Requests;

/// <summary>A message that was read.</summary>
/// <param name="SearchId">The id that it asks for; null when it asks for none, or for one that cannot be.</param>
/// <param name="Reading">Its request, or everything that is wrong with the message.</param>
public sealed record SearchMessageReading(string? SearchId, SearchRequestReading Reading);
