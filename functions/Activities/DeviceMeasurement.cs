using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>How a measurement ended.</summary>
/// <param name="Device">The device.</param>
/// <param name="End">How the job ended.</param>
public sealed record DeviceMeasurement(string Device, JobEnd End);
