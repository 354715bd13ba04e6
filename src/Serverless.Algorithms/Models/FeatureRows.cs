using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Algorithms.Models;

/// <summary>A matrix of features with one row per item.</summary>
/// <param name="Values">n × p, row-major.</param>
/// <param name="Width">The number of features p, at least 1.</param>
public readonly record struct FeatureRows(float[] Values, int Width)
{
    /// <value>The number of rows n.</value>
    public int Count => Values.Length / Width;

    /// <summary>Gets the features of a row.</summary>
    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Width, Width);

    /// <summary>Returns the features of architectures.</summary>
    public static FeatureRows Of(ArchitectureEncoder encoder, IReadOnlyList<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(architectures);
        var width = encoder.ShapeOf(EncodingPart.Features).Length;
        var values = new float[architectures.Count * width];
        encoder.Encode(EncodingPart.Features, [.. architectures], values);
        return new FeatureRows(values, width);
    }

    /// <summary>Returns some of the rows, in the given order.</summary>
    public FeatureRows Subset(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = new float[rows.Count * Width];
        foreach (var (place, row) in rows.Index())
        {
            this[row].CopyTo(values.AsSpan(place * Width, Width));
        }

        return new FeatureRows(values, Width);
    }

    /// <summary>Returns some of the columns, in the given order.</summary>
    public FeatureRows Columns(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var values = new float[Count * columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Values[(i / columns.Count * Width) + columns[i % columns.Count]];
        }

        return new FeatureRows(values, columns.Count);
    }
}
