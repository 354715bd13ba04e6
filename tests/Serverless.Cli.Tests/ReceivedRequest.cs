namespace Serverless.Cli.Tests;

/// <summary>What <see cref="FakePlatform"/> was sent.</summary>
sealed record ReceivedRequest(string MethodAndPath, string Body, string? Key, string? IdempotencyKey, string? ContentDigest);
