using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>One storage service for all activity tests, one after another: they share its queues.</summary>
[CollectionDefinition(Name)]
public sealed class ActivityCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "activities";
}
