using Serverless.Core.Surrogates;

namespace Serverless.Core.Devices;

/// <summary>Measurements of networks of one space and size on a device.</summary>
/// <param name="Metric">A metric of devices: <c>latencyMs</c> or <c>energyMj</c>.</param>
/// <param name="Networks">The space and size of the networks.</param>
/// <param name="Values">The measurements, each of a different architecture.</param>
public sealed record DeviceMeasurements(string Metric, MeasuredSkeleton Networks, IReadOnlyList<DeviceMeasurement> Values);
