namespace Serverless.Cli.Tests;

/// <summary>What <see cref="FakePlatform"/> answers.</summary>
sealed record FakeAnswer(int Status, string Body, string ContentType);
