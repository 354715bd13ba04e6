namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>One app for all HTTP tests, which run one after another so that they can count what exists.</summary>
[CollectionDefinition(Name)]
public sealed class HttpCollection : ICollectionFixture<FunctionsApp>
{
    public const string Name = "http";
}
