using System.Numerics.Tensors;

namespace Serverless.Learning.Datasets;

/// <summary>Pixels in the type of their file, so that a large dataset is not held in floats twice.</summary>
/// <param name="length">The number of pixels.</param>
abstract class PixelStore(long length)
{
    public long Length { get; } = length;

    /// <summary>Creates a store of pixels from 0 to 255, which are read as 0 to 1.</summary>
    public static PixelStore Of(byte[] values) => new Bytes(values);

    /// <summary>Creates a store of pixels of any scale, which are read unchanged.</summary>
    public static PixelStore Of(float[] values) => new Floats(values);

    /// <summary>Reads as many pixels as the destination takes.</summary>
    public abstract void Read(int start, Span<float> destination);

    sealed class Bytes(byte[] values) : PixelStore(values.Length)
    {
        public override void Read(int start, Span<float> destination)
        {
            TensorPrimitives.ConvertTruncating<byte, float>(values.AsSpan(start, destination.Length), destination);
            TensorPrimitives.Divide(destination, 255f, destination);
        }
    }

    sealed class Floats(float[] values) : PixelStore(values.Length)
    {
        public override void Read(int start, Span<float> destination) => values.AsSpan(start, destination.Length).CopyTo(destination);
    }
}
