using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Encoded architectures as tensors.</summary>
static class EncodedInputs
{
    /// <summary>Encodes; the tensors are the caller's to dispose.</summary>
    /// <param name="encoder">Of the space.</param>
    /// <param name="parts">What the network reads.</param>
    /// <param name="architectures">n.</param>
    /// <param name="guesses">What was predicted of them, n × members × m, or null.</param>
    /// <param name="device">Where to.</param>
    /// <param name="curves">Of their trainings, or null.</param>
    public static NetworkInputs Of(
        ArchitectureEncoder encoder, IReadOnlyList<EncodingPart> parts, IReadOnlyList<Architecture> architectures, float[]? guesses, Device device,
        LearningCurves? curves = null)
    {
        var all = architectures.ToArray();
        var encoded = parts.ToDictionary(part => part, part =>
        {
            var shape = encoder.ShapeOf(part);
            var values = new float[all.Length * shape.Length];
            encoder.Encode(part, all, values);
            return Moved(values, device, all.Length, shape.Rows, shape.Columns);
        });
        return new(encoded, guesses is null ? null : Moved(guesses, device, all.Length, 1, guesses.Length / all.Length))
        {
            Curves = curves is null ? null : Moved(Written(curves), device, all.Length, 1, 2 * curves.Points.Count),
        };
    }

    static float[] Written(LearningCurves curves)
    {
        var written = new float[2 * curves.Values.Length];
        LearningCurves.Write(curves.Values, written, curves.Points.Count);
        return written;
    }

    static Tensor Moved(float[] values, Device device, params long[] shape)
    {
        using var scope = NewDisposeScope();
        return tensor(values).reshape(shape).to(device).MoveToOuterDisposeScope();
    }
}
