namespace Serverless.Application.Searches;

/// <summary>A device or table that is there and cannot be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Names the blob or file.</param>
public sealed record BrokenName(string Name, Exception Reason);
