namespace Serverless.Cli.Tests;

/// <summary>A request that <see cref="FakePlatform"/> received.</summary>
sealed record ReceivedRequest(string MethodAndPath, string Body, string? Key, string? IdempotencyKey, string? ContentDigest);
