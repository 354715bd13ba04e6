namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

/// <summary>Tests of one shared host.</summary>
[CollectionDefinition(Name)]
public sealed class DurableTests : ICollectionFixture<SharedHub>
{
    public const string Name = "Durable";
}
