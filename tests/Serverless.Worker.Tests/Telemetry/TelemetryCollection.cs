namespace Serverless.Worker.Tests.Telemetry;

/// <summary>Tests that observe spans and instruments of the whole process, so nothing else may run at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}
