using System.Buffers.Binary;
using Serverless.Core.Generators;
using Serverless.Learning.Generators;
using Serverless.Learning.Surrogates;
using Serverless.Tests;

namespace Serverless.Worker.Tests.Jobs;

/// <summary>
/// A fit of two stages whose states are numbers, each computed from the previous one, so that a step that is skipped or repeated changes the result.
/// </summary>
/// <param name="atStep">Called before each step with the stage and the step.</param>
sealed class StagedFitter(Action<string, int>? atStep = null) : IGeneratorFitter
{
    public const int Steps = 20;

    public string Kind => GeneratorKind.Modnas;

    /// <value>Steps that were done.</value>
    public int Done { get; private set; }

    public FittedGenerator Fit(
        GeneratorMaterial material, GeneratorFitOptions options, IFitCheckpoints checkpoints, CancellationToken cancellation, Action<GeneratorFitProgress>? progress = null)
    {
        if (material.Quality.Count < 8)
        {
            throw new SurrogateFitException("There are too few examples; a fit takes at least 8.");
        }

        var number = Stage("cost", (ulong)options.Seed, checkpoints, progress, cancellation);
        number = Stage("generator", number, checkpoints, progress, cancellation);
        return new FittedGenerator(
            TinyGenerator.Metadata with { Training = TinyGenerator.Metadata.Training with { Hash = $"{number}" } },
            TinyGenerator.GeneratorFile(),
            TinyGenerator.CostFile(),
            TinyGenerator.QualityFile());
    }

    ulong Stage(string name, ulong begin, IFitCheckpoints checkpoints, Action<GeneratorFitProgress>? progress, CancellationToken cancellation)
    {
        var (done, number) = checkpoints.Find(name) is { } kept ? (kept[0], BinaryPrimitives.ReadUInt64LittleEndian(kept.AsSpan(1))) : ((byte)0, begin);
        while (done < Steps)
        {
            atStep?.Invoke(name, done);
            cancellation.ThrowIfCancellationRequested();
            number = unchecked((number * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407);
            done++;
            Done++;
            checkpoints.Keep(name, done == Steps, () => State(done, number));
            progress?.Invoke(new GeneratorFitProgress(name, done, Steps, 1.0 / done));
        }

        return number;
    }

    static byte[] State(byte done, ulong number)
    {
        var state = new byte[9];
        state[0] = done;
        BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(1), number);
        return state;
    }
}
