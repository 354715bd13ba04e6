using Serverless.Domain.Spaces;
using Serverless.Domain.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Encoded architectures as tensors.</summary>
static class EncodedInputs
{
    /// <summary>Parts by name, n × rows × columns each; the caller's to dispose.</summary>
    public static Dictionary<EncodingPart, Tensor> Of(
        ArchitectureEncoder encoder, IReadOnlyList<EncodingPart> parts, IReadOnlyList<Architecture> architectures, Device device)
    {
        var all = architectures.ToArray();
        return parts.ToDictionary(part => part, part =>
        {
            var shape = encoder.ShapeOf(part);
            var values = new float[all.Length * shape.Length];
            encoder.Encode(part, all, values);
            using var scope = NewDisposeScope();
            return tensor(values).reshape(all.Length, shape.Rows, shape.Columns).to(device).MoveToOuterDisposeScope();
        });
    }
}
