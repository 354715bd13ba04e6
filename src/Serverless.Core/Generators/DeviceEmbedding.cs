namespace Serverless.Core.Generators;

/// <summary>The representation of a device for generators: its costs of a few fixed architectures, scaled to between 0 and 1.</summary>
public sealed class DeviceEmbedding
{
    readonly float[] _coordinates;

    DeviceEmbedding(float[] coordinates, double least, double greatest) => (_coordinates, Least, Greatest) = (coordinates, least, greatest);

    /// <value>One value per reference architecture: 0 for the one with the least cost, 1 for the one with the greatest.</value>
    public ReadOnlySpan<float> Coordinates => _coordinates;

    /// <value>The least value of a reference architecture, in the metric's unit.</value>
    public double Least { get; }

    /// <value>The greatest value of a reference architecture, in the metric's unit.</value>
    public double Greatest { get; }

    /// <summary>Creates the embedding of a device from its measurements.</summary>
    /// <param name="values">One value per reference architecture, in their order and the metric's unit; at least two, positive and finite, not all
    /// equal.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is not positive and finite, or all are equal.</exception>
    public static DeviceEmbedding Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count < 2 || values.Any(value => value <= 0 || !double.IsFinite(value)))
        {
            throw new ArgumentException("A device needs at least two values, all positive and finite.", nameof(values));
        }

        var (least, greatest) = (values.Min(), values.Max());
        return greatest > least
            ? new([.. values.Select(value => (float)((value - least) / (greatest - least)))], least, greatest)
            : throw new ArgumentException($"All {values.Count} values are {least}: they do not distinguish architectures. Measure architectures that differ.", nameof(values));
    }

    /// <summary>Converts a value in the metric's unit to the scale of the embedding, where the references are between 0 and 1.</summary>
    public double Normalise(double value) => (value - Least) / (Greatest - Least);

    /// <summary>Converts a value on the scale of the embedding to the metric's unit; 0 if a predictor gives an impossible negative value.</summary>
    public double Restore(double normalised) => Math.Max(0, Least + (normalised * (Greatest - Least)));
}
