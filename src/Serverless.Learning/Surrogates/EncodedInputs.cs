using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Encodes architectures as tensors.</summary>
static class EncodedInputs
{
    /// <summary>Encodes architectures; the caller disposes the tensors.</summary>
    /// <param name="encoder">The encoder of the search space.</param>
    /// <param name="parts">The parts that the network reads.</param>
    /// <param name="architectures">n architectures.</param>
    /// <param name="guesses">Predictions of their targets, n × members × m; null for none.</param>
    /// <param name="device">The device of the tensors.</param>
    /// <param name="curves">The learning curves of their trainings; null for none.</param>
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
