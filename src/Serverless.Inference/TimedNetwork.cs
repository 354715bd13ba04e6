using Microsoft.ML.OnnxRuntime;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>A network ready to be timed: it runs on one thread, with the same random image in every pass.</summary>
sealed class TimedNetwork : IDisposable
{
    readonly string _name;
    readonly InferenceSession _session;
    readonly RunOptions _run = new();
    readonly string[] _inputNames;
    readonly string[] _outputNames;
    readonly OrtValue[] _inputs;
    readonly OrtValue[] _outputs;

    /// <exception cref="ModelException">The bytes are not a model, or not one of this shape.</exception>
    public TimedNetwork(string name, byte[] model, ImageShape shape)
    {
        _name = name;
        _session = SessionFactory.Open(name, model, shape, threads: 1);
        _inputNames = [.. _session.InputMetadata.Keys];
        _outputNames = [.. _session.OutputMetadata.Keys];
        _inputs = [OrtValue.CreateTensorValueFromMemory(RandomImage(shape), [1, shape.Channels, shape.Height, shape.Width])];
        _outputs = [OrtValue.CreateTensorValueFromMemory(new float[shape.Classes], [1, shape.Classes])];
    }

    /// <exception cref="ModelException">The network cannot be run.</exception>
    public void Pass()
    {
        try
        {
            _session.Run(_run, _inputNames, _inputs, _outputNames, _outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(_name, e.Message, e);
        }
    }

    public void Dispose()
    {
        _inputs[0].Dispose();
        _outputs[0].Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    static float[] RandomImage(ImageShape shape)
    {
        var random = RandomStream.For(seed: 0, generation: 0, index: 0);
        var image = new float[shape.Channels * shape.Height * shape.Width];
        for (var i = 0; i < image.Length; i++)
        {
            image[i] = (float)((2 * random.NextDouble()) - 1);
        }

        return image;
    }
}
