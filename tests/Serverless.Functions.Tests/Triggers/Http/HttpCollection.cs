namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>One app for all HTTP tests, one after another, so that they can count what there is.</summary>
[CollectionDefinition(Name)]
public sealed class HttpCollection : ICollectionFixture<FunctionsApp>
{
    public const string Name = "http";
}
