using Microsoft.ML.OnnxRuntime;
using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>Determines the input and output shape of an image classifier.</summary>
public static class ModelShape
{
    /// <summary>Reads the shape that a model declares.</summary>
    /// <param name="modelName">The name of the model in errors, for example its file.</param>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <exception cref="ModelException">The bytes are not a model, or its input or output is not N × C × H × W or N × K.</exception>
    public static ImageShape Read(string modelName, byte[] model)
    {
        using var session = SessionFactory.Open(modelName, model, threads: 1);
        var image = Sizes(modelName, "input", session.InputMetadata, "N×channels×height×width", 3);
        var answer = Sizes(modelName, "output", session.OutputMetadata, "N×classes", 1);
        return new ImageShape(image[0], image[1], image[2], answer[0]);
    }

    /// <summary>Returns the sizes after the batch dimension.</summary>
    static int[] Sizes(string modelName, string role, IReadOnlyDictionary<string, NodeMetadata> values, string form, int count)
    {
        var (name, value) = SessionFactory.Only(modelName, role, values);

        // ONNX Runtime gives -1 for a variable size.
        return value.Dimensions is [-1 or 1, .. var sizes] && sizes.Length == count && Array.TrueForAll(sizes, size => size > 0)
            ? sizes
            : throw new ModelException(
                modelName, $"its {role} '{name}' is {string.Join('×', value.Dimensions)}; it must be {form}, all but N fixed, and N open or 1.");
    }
}
