using Serverless.Core.Generators;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Fits the surrogate of the quality, and predicts once the quality of all architectures that the generator is trained on.</summary>
/// <remarks>The predictions are part of the checkpoint, so a resumed fit does not need the surrogate itself.</remarks>
static class QualityStage
{
    /// <summary>The kind of surrogate: of the available kinds, the one that ranks a few hundred architectures best.</summary>
    public const string Kind = SurrogateKind.ProcessTrees;

    /// <param name="material">The measurements to fit to.</param>
    /// <param name="pool">The architectures that the generator is trained on.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="checkpoints">The checkpoints, in which the stage can be finished.</param>
    /// <param name="progress">Called with the surrogate's steps.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    public static FittedQuality Run(
        GeneratorMaterial material, IReadOnlyList<Architecture> pool, GeneratorFitOptions options, IFitCheckpoints checkpoints,
        Action<GeneratorFitProgress>? progress, CancellationToken cancellation)
    {
        if (checkpoints.Find(FitStages.Quality) is { } state)
        {
            return Read(state);
        }

        var target = material.Quality.Targets[0];
        using var surrogate = SurrogateFitters.Find(Kind)!.Fit( // a kind of ours
            material.Quality,
            new() { Seed = options.Seed, Threads = options.Threads, Device = options.Device },
            cancellation,
            progress is null ? null : done => progress(new(FitStages.Quality, done.Done, done.Total, done.Loss)));
        var predictions = surrogate.Predict(pool);
        var fitted = new FittedQuality(
            surrogate.ToOnnx(), [.. Enumerable.Range(0, pool.Count).Select(place => target.Minimised(predictions.ValueMean(place, 0)))]);
        checkpoints.Keep(FitStages.Quality, isLast: true, () => Write(fitted));
        return fitted;
    }

    static byte[] Write(FittedQuality fitted)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            writer.Write(fitted.Onnx.Length);
            writer.Write(fitted.Onnx);
            writer.Write(fitted.Predictions.Length);
            Array.ForEach(fitted.Predictions, writer.Write);
        }

        return content.ToArray();
    }

    static FittedQuality Read(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state, writable: false));
        var onnx = reader.ReadBytes(reader.ReadInt32());
        var predictions = new double[reader.ReadInt32()];
        for (var place = 0; place < predictions.Length; place++)
        {
            predictions[place] = reader.ReadDouble();
        }

        return new(onnx, predictions);
    }
}

/// <summary>A fitted surrogate of the quality.</summary>
/// <param name="Onnx">The surrogate's ONNX file.</param>
/// <param name="Predictions">The predicted quality of each architecture of the pool; lower is better.</param>
sealed record FittedQuality(byte[] Onnx, double[] Predictions);
