using Serverless.Testing;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>Tests that listen to spans and instruments, which are the process's: nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "telemetry";
}
