using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Inference.Surrogates;

/// <summary>
/// A surrogate in ONNX that makes predictions for architectures in batches. Safe for use by several threads, and meant to be reused.
/// </summary>
public sealed class SurrogateScorer : IDisposable
{
    // Large enough to make matrix products efficient, small enough for activations to stay in cache.
    const int BatchSize = 128;

    readonly string _modelName;
    readonly InferenceSession _session;
    readonly ArchitectureEncoder _encoder;
    readonly (SurrogateInput Input, EncodingPart? Part)[] _inputs;
    readonly string[] _inputNames;
    readonly string[] _outputNames;

    /// <param name="modelName">The name of the model in errors, for example its blob.</param>
    /// <param name="model">The bytes of an ONNX file; they can come from an untrusted source.</param>
    /// <param name="metadata">The expected metadata.</param>
    /// <param name="space">The space, if <see cref="SearchSpaces.Find"/> does not know it.</param>
    /// <param name="threads">Number of threads on which to run each batch, at least 1.</param>
    /// <exception cref="ModelException">The bytes are not a model, or do not match the metadata.</exception>
    public SurrogateScorer(string modelName, byte[] model, SurrogateMetadata metadata, SearchSpace? space = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        (_modelName, Metadata) = (modelName, metadata);
        _encoder = SurrogateCheck.EncoderOf(modelName, metadata, space);
        _inputs = SurrogateCheck.InputsOf(modelName, metadata, _encoder);
        _inputNames = SurrogateCheck.NamesOf(metadata);
        _outputNames = SurrogateCheck.OutputsOf(metadata);
        _session = SessionFactory.Open(modelName, model, threads);
        try
        {
            SurrogateCheck.Session(modelName, _session, metadata);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a surrogate with the metadata in its file.</summary>
    /// <inheritdoc cref="SurrogateScorer(string, byte[], SurrogateMetadata, SearchSpace?, int)"/>
    public static SurrogateScorer Open(string modelName, byte[] model, SearchSpace? space = null, int threads = 1) =>
        new(modelName, model, SurrogateCheck.MetadataOf(modelName, model), space, threads);

    /// <value>The metadata of the surrogate.</value>
    public SurrogateMetadata Metadata { get; }

    /// <summary>Makes predictions for architectures, in the given order, with a surrogate of one platform.</summary>
    /// <inheritdoc cref="Score(IReadOnlyList{Architecture}, IReadOnlyList{Objective}, CancellationToken)"/>
    public SurrogatePredictions Score(IReadOnlyList<Architecture> architectures, CancellationToken cancellation = default) =>
        Score(architectures, curves: null, cancellation);

    /// <summary>Makes predictions for architectures whose trainings have begun.</summary>
    /// <inheritdoc cref="Score(IReadOnlyList{Architecture}, CancellationToken)"/>
    /// <param name="architectures">Architectures of the surrogate's space; they are canonicalised first.</param>
    /// <param name="curves">Their values at the points that <see cref="SurrogateMetadata.CurvePoints"/> names; null: nothing is known.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    /// <exception cref="ArgumentException">The curves have other points.</exception>
    public SurrogatePredictions Score(IReadOnlyList<Architecture> architectures, LearningCurves? curves, CancellationToken cancellation) =>
        Metadata.Platforms is null or { Count: 1 }
            ? Score(architectures, platform: 0, curves, cancellation)
            : throw new ModelException(_modelName, $"it has scores for {string.Join("; ", Metadata.Platforms.Select(platform => platform.Description))}; specify the objectives.");

    /// <summary>Makes predictions for architectures, in the given order.</summary>
    /// <param name="architectures">Architectures of the surrogate's space; they are canonicalised first.</param>
    /// <param name="objectives">All objectives of the search: they determine the platform of a surrogate of several platforms.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    /// <exception cref="ModelException">The model fails on them, or has no platform for these objectives.</exception>
    /// <exception cref="OperationCanceledException">The prediction was cancelled.</exception>
    public SurrogatePredictions Score(
        IReadOnlyList<Architecture> architectures, IReadOnlyList<Objective> objectives, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        return Metadata.Platforms is null ? Score(architectures, platform: 0, curves: null, cancellation)
            : Metadata.FindPlatform(objectives) is { } platform ? Score(architectures, platform, curves: null, cancellation)
            : throw new ModelException(_modelName, Metadata.LackOfPlatform(objectives));
    }

    SurrogatePredictions Score(IReadOnlyList<Architecture> architectures, int platform, LearningCurves? curves, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        if (curves is not null && (Metadata.CurvePoints is not { } points || !points.SequenceEqual(curves.Points) || curves.Values.Length != architectures.Count * points.Count))
        {
            throw new ArgumentException($"This surrogate reads curves of {string.Join(", ", Metadata.CurvePoints ?? ["no points"])}, one for each architecture.", nameof(curves));
        }

        var (count, targets) = (architectures.Count, Metadata.Targets.Count);
        var scores = Metadata.HasScores ? new float[count * Metadata.Members] : null;
        var values = Metadata.HasObjectives ? new float[count * Metadata.Members * targets] : null;
        var batch = ArrayPool<Architecture>.Shared.Rent(BatchSize);
        var buffers = Array.ConvertAll(_inputs, input => ArrayPool<float>.Shared.Rent(BatchSize * input.Input.Rows * input.Input.Columns));
        try
        {
            for (var start = 0; start < count; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                var size = Math.Min(BatchSize, count - start);
                for (var i = 0; i < size; i++)
                {
                    batch[i] = _encoder.Space.Canonicalise(architectures[start + i]);
                }

                Run(
                    platform,
                    batch.AsSpan(0, size),
                    curves is null ? [] : curves.Values.AsSpan(start * curves.Points.Count, size * curves.Points.Count),
                    buffers,
                    Slice(scores, start, size, Metadata.Members),
                    Slice(values, start, size, Metadata.Members * targets));
            }
        }
        finally
        {
            ArrayPool<Architecture>.Shared.Return(batch, clearArray: true);
            foreach (var buffer in buffers)
            {
                ArrayPool<float>.Shared.Return(buffer);
            }
        }

        return new(count, Metadata.Members, targets, scores, values);
    }

    public void Dispose() => _session.Dispose();

    static Memory<float> Slice(float[]? values, int start, int size, int each) =>
        values is null ? default : values.AsMemory(start * each, size * each);

    void Run(
        int platform, ReadOnlySpan<Architecture> architectures, ReadOnlySpan<double> curves, float[][] buffers, Memory<float> scores, Memory<float> values)
    {
        var count = architectures.Length;
        var inputs = new OrtValue[_inputNames.Length];
        var outputs = new List<OrtValue>();
        try
        {
            for (var i = 0; i < _inputs.Length; i++)
            {
                var (input, part) = _inputs[i];
                var memory = buffers[i].AsMemory(0, count * input.Rows * input.Columns);
                if (part is { } encoded)
                {
                    _encoder.Encode(encoded, architectures, memory.Span);
                }
                else
                {
                    memory.Span.Clear();
                    LearningCurves.Write(curves, memory.Span, input.Columns / 2);
                }

                inputs[i] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, input.DimensionsFor(count));
            }

            if (inputs.Length > _inputs.Length)
            {
                inputs[^1] = OrtValue.CreateTensorValueFromMemory(new long[] { platform }, []);
            }

            foreach (var name in _outputNames)
            {
                outputs.Add(name == SurrogateOutputs.Scores
                    ? OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, scores, [count, Metadata.Members])
                    : OrtValue.CreateTensorValueFromMemory(
                        OrtMemoryInfo.DefaultInstance, values, [count, Metadata.Members, Metadata.Targets.Count]));
            }

            using var options = new RunOptions();
            _session.Run(options, _inputNames, inputs, _outputNames, outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(_modelName, e.Message, e);
        }
        finally
        {
            foreach (var value in inputs.Concat(outputs))
            {
                value?.Dispose();
            }
        }
    }
}
