using Microsoft.ML.OnnxRuntime;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;
using Serverless.Inference.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Inference.Generators;

/// <summary>A generator in ONNX. Safe for use by several threads, and meant to be reused.</summary>
public sealed class OnnxGenerator : IGeneratorModel, IDisposable
{
    readonly string _modelName;
    readonly ArchitectureEncoder _encoder;
    readonly (SurrogateInput Input, EncodingPart Part)[] _inputs;
    readonly SurrogateScorer _quality;
    readonly InferenceSession _generator;
    readonly InferenceSession _cost;
    readonly PredictionCache _qualities = new();
    readonly DeviceCaches _costs = new();

    /// <param name="modelName">The name of the generator in errors, for example its id.</param>
    /// <param name="metadata">The expected metadata.</param>
    /// <param name="generator">The bytes of the graph that generates; like all files here, they can come from an untrusted source.</param>
    /// <param name="cost">The bytes of the graph that predicts costs.</param>
    /// <param name="quality">The bytes of the surrogate that predicts quality.</param>
    /// <param name="space">The space, if <see cref="SearchSpaces.Find"/> does not know it.</param>
    /// <exception cref="ModelException">A file is not a model, or does not match the metadata.</exception>
    public OnnxGenerator(string modelName, GeneratorMetadata metadata, byte[] generator, byte[] cost, byte[] quality, SearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        (_modelName, Metadata) = (modelName, metadata);
        _encoder = GeneratorCheck.EncoderOf(modelName, metadata, space);
        _inputs = GeneratorCheck.InputsOf(modelName, metadata, _encoder);
        var opened = new List<IDisposable>();
        try
        {
            _quality = Opened(opened, SurrogateScorer.Open($"{modelName}, quality", quality, space));
            GeneratorCheck.Quality($"{modelName}, quality", _quality.Metadata, metadata);
            _generator = Opened(opened, SessionFactory.Open($"{modelName}, generator", generator, threads: 1));
            GeneratorCheck.Generator($"{modelName}, generator", _generator, metadata, _encoder.Space);
            _cost = Opened(opened, SessionFactory.Open($"{modelName}, cost", cost, threads: 1));
            GeneratorCheck.Cost($"{modelName}, cost", _cost, metadata);
        }
        catch
        {
            opened.ForEach(one => one.Dispose());
            throw;
        }
    }

    public GeneratorMetadata Metadata { get; }

    /// <value>The space of its architectures.</value>
    public SearchSpace Space => _encoder.Space;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    /// <exception cref="ModelException">The graph fails, or returns choices that do not exist.</exception>
    public int[] Generate(ReadOnlySpan<float> conditions, DeviceEmbedding device, ReadOnlySpan<float> noise)
    {
        var (count, length, decisions) = (conditions.Length / Metadata.Conditions, Space.OneHotLength, Space.Dimensions.Count);
        if (count == 0 || conditions.Length != count * Metadata.Conditions || noise.Length != count * length)
        {
            throw new ArgumentException($"Rows of {Metadata.Conditions} conditions and {length} numbers of noise do not make {conditions.Length} and {noise.Length}.", nameof(conditions));
        }

        var choices = new long[count * decisions];
        using var condition = Tensor(conditions.ToArray(), count, Metadata.Conditions);
        using var embedding = DeviceTensor(device, count);
        using var draws = Tensor(noise.ToArray(), count, length);
        using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, choices.AsMemory(), [count, decisions]);
        Run(_generator, [GeneratorGraph.Condition, GeneratorGraph.Device, GeneratorGraph.Noise], [condition, embedding, draws], GeneratorGraph.Choices, output);
        var genotypes = new int[choices.Length];
        for (var place = 0; place < choices.Length; place++)
        {
            genotypes[place] = choices[place] >= 0 && choices[place] < Space.Dimensions[place % decisions].Choices.Count
                ? (int)choices[place]
                : throw new ModelException(_modelName, $"it answers choice {choices[place]} of '{Space.Dimensions[place % decisions].Name}', which has {Space.Dimensions[place % decisions].Choices.Count}.");
        }

        return genotypes;
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The surrogate fails.</exception>
    public IReadOnlyList<PredictedMetric> PredictQuality(IReadOnlyList<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        return _qualities.Of(Canonical(architectures), canonical =>
        {
            var predicted = _quality.Score(canonical);
            return [.. Enumerable.Range(0, predicted.Count).Select(index => new PredictedMetric(predicted.ValueMean(index, 0), predicted.ValueSpread(index, 0)))];
        });
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The graph fails.</exception>
    public IReadOnlyList<PredictedMetric> PredictCost(IReadOnlyList<Architecture> architectures, DeviceEmbedding device)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        return _costs.Of(device).Of(Canonical(architectures), canonical => AskCost(canonical, device));
    }

    public void Dispose()
    {
        _quality.Dispose();
        _generator.Dispose();
        _cost.Dispose();
    }

    Architecture[] Canonical(IReadOnlyList<Architecture> architectures) => [.. architectures.Select(Space.Canonicalise)];

    PredictedMetric[] AskCost(Architecture[] canonical, DeviceEmbedding device)
    {
        var (count, members) = (canonical.Length, Metadata.CostMembers);
        var costs = new float[count * members];
        var inputs = new List<OrtValue>();
        try
        {
            foreach (var (input, part) in _inputs)
            {
                var values = new float[count * input.Rows * input.Columns];
                _encoder.Encode(part, canonical, values);
                inputs.Add(OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(), input.DimensionsFor(count)));
            }

            inputs.Add(DeviceTensor(device, count));
            using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, costs.AsMemory(), [count, members]);
            Run(_cost, [.. _inputs.Select(input => input.Input.Name), GeneratorGraph.Device], inputs, GeneratorGraph.Cost, output);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }

        return [.. Enumerable.Range(0, count).Select(index => Restored(costs.AsSpan(index * members, members), device))];
    }

    static PredictedMetric Restored(ReadOnlySpan<float> members, DeviceEmbedding device)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var member in members)
        {
            sum += member;
        }

        var mean = sum / members.Length;
        foreach (var member in members)
        {
            squares += (member - mean) * (member - mean);
        }

        var deviation = members.Length > 1 ? Math.Sqrt(squares / (members.Length - 1)) : 0;
        return new PredictedMetric(device.Restore(mean), deviation * (device.Greatest - device.Least));
    }

    OrtValue DeviceTensor(DeviceEmbedding device, int count)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.Coordinates.Length != Metadata.References.Count)
        {
            throw new ArgumentException($"The device is embedded by {device.Coordinates.Length} values; this generator has {Metadata.References.Count} references.", nameof(device));
        }

        var values = new float[count * device.Coordinates.Length];
        for (var row = 0; row < count; row++)
        {
            device.Coordinates.CopyTo(values.AsSpan(row * device.Coordinates.Length));
        }

        return Tensor(values, count, device.Coordinates.Length);
    }

    static OrtValue Tensor(float[] values, long rows, long columns) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(), [rows, columns]);

    void Run(InferenceSession session, IReadOnlyCollection<string> names, IReadOnlyCollection<OrtValue> inputs, string outputName, OrtValue output)
    {
        try
        {
            using var options = new RunOptions();
            session.Run(options, names, inputs, [outputName], [output]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(_modelName, e.Message, e);
        }
    }

    static T Opened<T>(List<IDisposable> opened, T one)
        where T : IDisposable
    {
        opened.Add(one);
        return one;
    }
}
