namespace Serverless.Application.Storage;

/// <summary>A document and the version (ETag) it was read at.</summary>
public sealed record Versioned<T>(T Value, string Version);
