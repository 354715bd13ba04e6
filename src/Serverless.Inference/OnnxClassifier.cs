using Microsoft.ML.OnnxRuntime;
using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>An image classifier in ONNX, run by ONNX Runtime on the CPU.</summary>
public sealed class OnnxClassifier : IDisposable
{
    // Large enough to keep the threads busy, small enough for activations to stay in cache.
    const int BatchSize = 100;

    readonly string _modelName;
    readonly InferenceSession _session;
    readonly ImageShape _shape;
    readonly string[] _inputNames;
    readonly string[] _outputNames;

    /// <param name="modelName">The name of the model in errors, for example its blob.</param>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="shape">The required shape of input and output.</param>
    /// <param name="threads">Number of threads on which to run it, at least 1.</param>
    /// <exception cref="ModelException">The bytes are not a model, or not one of this shape.</exception>
    public OnnxClassifier(string modelName, byte[] model, ImageShape shape, int threads = 1)
    {
        _modelName = modelName;
        _shape = shape;
        _session = SessionFactory.Open(modelName, model, shape, threads);
        _inputNames = [.. _session.InputMetadata.Keys];
        _outputNames = [.. _session.OutputMetadata.Keys];
        Metadata = _session.ModelMetadata.CustomMetadataMap;
    }

    /// <value>The metadata that the exporter wrote: space, architecture, recipe ...</value>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    int ImageLength => _shape.Channels * _shape.Height * _shape.Width;

    /// <summary>Returns the logits of images, n × classes, row-major.</summary>
    /// <param name="images">n × channels × height × width, row-major, normalised as in training.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of an image's.</exception>
    /// <exception cref="ModelException">The model fails on these images.</exception>
    public float[] Predict(ReadOnlyMemory<float> images)
    {
        if (images.Length % ImageLength != 0)
        {
            throw new ArgumentException($"{images.Length} values are not a whole number of images of {ImageLength}.", nameof(images));
        }

        var count = images.Length / ImageLength;
        var logits = new float[count * _shape.Classes];
        for (var start = 0; start < count; start += BatchSize)
        {
            var length = Math.Min(BatchSize, count - start);
            Run(
                images.Slice(start * ImageLength, length * ImageLength),
                logits.AsMemory(start * _shape.Classes, length * _shape.Classes),
                length);
        }

        return logits;
    }

    /// <summary>Returns the accuracy of the classifier: the share of images, 0 to 100 percent, whose greatest logit is that of their label.</summary>
    /// <remarks>Among equal logits the lowest label counts; NaN counts as wrong.</remarks>
    /// <param name="images">n × channels × height × width, row-major, normalised as in training.</param>
    /// <param name="labels">n labels, 0 to classes − 1.</param>
    /// <exception cref="ArgumentException">There are no images, or their number differs from that of the labels.</exception>
    /// <exception cref="ModelException">The model fails on these images.</exception>
    public double AccuracyPercent(ReadOnlyMemory<float> images, ReadOnlySpan<byte> labels)
    {
        if (labels.IsEmpty || images.Length != labels.Length * ImageLength)
        {
            throw new ArgumentException(
                $"{labels.Length} labels do not match {images.Length} values of images of {ImageLength}.", nameof(labels));
        }

        var logits = Predict(images);
        var right = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            right += Greatest(logits.AsSpan(i * _shape.Classes, _shape.Classes)) == labels[i] ? 1 : 0;
        }

        return 100.0 * right / labels.Length;
    }

    public void Dispose() => _session.Dispose();

    static int Greatest(ReadOnlySpan<float> values)
    {
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsNaN(values[i]) && (best < 0 || values[i] > values[best]))
            {
                best = i;
            }
        }

        return best;
    }

    void Run(ReadOnlyMemory<float> images, Memory<float> logits, int count)
    {
        // ONNX Runtime only reads its inputs, but its binding requires writable memory.
        var readable = System.Runtime.InteropServices.MemoryMarshal.AsMemory(images);
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, readable, [count, _shape.Channels, _shape.Height, _shape.Width]);
        using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, logits, [count, _shape.Classes]);
        try
        {
            _session.Run(options, _inputNames, [input], _outputNames, [output]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(_modelName, e.Message, e);
        }
    }
}
