namespace Serverless.Learning.Surrogates.Devices;

/// <summary>How far a new device may be from the known ones.</summary>
/// <param name="Noise">Variance of a measurement that nothing explains, in units of the references' variance.</param>
/// <param name="Own">Weight of what no known device tells, but the choices themselves; known devices together weigh 1.</param>
readonly record struct DevicePriorWeights(double Noise, double Own)
{
    /// <summary>Where there are too few devices to learn from.</summary>
    public static DevicePriorWeights Usual { get; } = new(0.01, 0.1);

    /// <summary>What to choose from.</summary>
    public static IReadOnlyList<DevicePriorWeights> All { get; } =
        [.. from noise in new[] { 0.003, 0.01, 0.03, 0.1 } from own in new[] { 0.03, 0.1, 0.3, 1 } select new DevicePriorWeights(noise, own)];
}
