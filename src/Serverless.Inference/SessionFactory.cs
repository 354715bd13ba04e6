using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>Opens ONNX Runtime sessions and checks that a model is an image classifier of the expected shape.</summary>
static class SessionFactory
{
    /// <summary>Opens a session for a model of a required shape; see <see cref="Open(string, byte[], int)"/>.</summary>
    /// <exception cref="ModelException">The bytes are not a model, or not one of this shape.</exception>
    public static InferenceSession Open(string modelName, byte[] model, ImageShape shape, int threads)
    {
        var session = Open(modelName, model, threads);
        try
        {
            Check(modelName, "input", session.InputMetadata, [shape.Channels, shape.Height, shape.Width]);
            Check(modelName, "output", session.OutputMetadata, [shape.Classes]);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a session on the CPU whose threads sleep, rather than spin, while they are idle.</summary>
    /// <exception cref="ModelException">The bytes are not a model.</exception>
    public static InferenceSession Open(string modelName, byte[] model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (model.Length == 0)
        {
            throw new ModelException(modelName, "it is empty.");
        }

        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // Errors are thrown as exceptions that name the model; the runtime's own messages on stderr would only repeat them.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");

        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(modelName, e.Message, e);
        }
    }

    static void Check(string modelName, string role, IReadOnlyDictionary<string, NodeMetadata> values, ReadOnlySpan<int> expected)
    {
        var (name, value) = Only(modelName, role, values);

        // The first dimension is the batch, which ONNX Runtime gives as -1 if it is variable.
        if (value.Dimensions.Length != expected.Length + 1 || !value.Dimensions.AsSpan(1).SequenceEqual(expected))
        {
            throw new ModelException(
                modelName, $"its {role} '{name}' is {string.Join('×', value.Dimensions)}, not N×{string.Join('×', expected.ToArray())}.");
        }
    }

    /// <summary>Returns the only input or output of a classifier.</summary>
    /// <exception cref="ModelException">There is not exactly one, or it is not a tensor of float32.</exception>
    public static KeyValuePair<string, NodeMetadata> Only(string modelName, string role, IReadOnlyDictionary<string, NodeMetadata> values)
    {
        if (values.Count != 1)
        {
            throw new ModelException(modelName, $"it has {values.Count} {role}s instead of one.");
        }

        var only = values.First();
        return only.Value.IsTensor && only.Value.ElementDataType == TensorElementType.Float
            ? only
            : throw new ModelException(modelName, $"its {role} '{only.Key}' is not a tensor of float32.");
    }
}
