using Serverless.Core.Surrogates;

namespace Serverless.Core.Devices;

/// <summary>What a device took for networks of one space and size.</summary>
/// <param name="Metric">A metric of devices: <c>latencyMs</c> or <c>energyMj</c>.</param>
/// <param name="Networks">Of what space and size they are.</param>
/// <param name="Values">Of different architectures.</param>
public sealed record DeviceMeasurements(string Metric, MeasuredSkeleton Networks, IReadOnlyList<DeviceMeasurement> Values);
