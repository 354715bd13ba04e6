namespace Serverless.EndToEnd.Tests;

/// <summary>
/// Tests that disturb the functions app or storage; each collection has its own platform, and the collections run in parallel (see the runner's
/// plan).
/// </summary>
[CollectionDefinition(Name)]
public sealed class HostCollection : ICollectionFixture<SharedPlatform>
{
    public const string Name = "host";
}

/// <summary>Tests of searches that take long, whatever they disturb.</summary>
[CollectionDefinition(Name)]
public sealed class LongCollection : ICollectionFixture<SharedPlatform>
{
    public const string Name = "long";
}

/// <summary>Tests that disturb workers only.</summary>
[CollectionDefinition(Name)]
public sealed class WorkerCollection : ICollectionFixture<SharedPlatform>
{
    public const string Name = "worker";
}
