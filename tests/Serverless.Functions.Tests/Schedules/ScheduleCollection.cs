using Serverless.Testing;

namespace Serverless.Functions.Tests.Schedules;

/// <summary>One storage service for these tests, one after another: each begins by emptying it.</summary>
[CollectionDefinition(Name)]
public sealed class ScheduleCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "schedules";
}
