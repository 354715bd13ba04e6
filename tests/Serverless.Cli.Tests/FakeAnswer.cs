namespace Serverless.Cli.Tests;

/// <summary>A response of <see cref="FakePlatform"/>.</summary>
sealed record FakeAnswer(int Status, string Body, string ContentType);
