using Microsoft.ML.OnnxRuntime;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>Measures how long a network takes for one image on this machine's CPU, on one thread.</summary>
/// <remarks>Measurements take turns across all processes of the machine, so that they do not slow one another down.</remarks>
public sealed class LatencyMeter
{
    // The counters move about once a millisecond: in a hundred of them that is one percent.
    static readonly TimeSpan LeastForEnergy = TimeSpan.FromMilliseconds(100);

    readonly LatencyMeterOptions _options;
    readonly TimeProvider _clock;

    /// <param name="options">How long to measure; the defaults when null.</param>
    /// <param name="clock">The system's when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public LatencyMeter(LatencyMeterOptions? options = null, TimeProvider? clock = null)
    {
        _options = options ?? new LatencyMeterOptions();
        _clock = clock ?? TimeProvider.System;
        ArgumentOutOfRangeException.ThrowIfNegative(_options.WarmUpRepeats, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MinimumRepeats, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaximumRepeats, _options.MinimumRepeats, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.TargetWidth, nameof(options));
    }

    /// <summary>Measures a network, named <c>model</c> in errors.</summary>
    /// <inheritdoc cref="Measure(string, byte[], ImageShape, CancellationToken)"/>
    public LatencyMeasurement Measure(byte[] model, ImageShape shape, CancellationToken cancellation) =>
        Measure("model", model, shape, cancellation);

    /// <summary>Measures a network: the input is one fixed random image, and the first passes are thrown away.</summary>
    /// <param name="modelName">Names the model in errors, for example its blob.</param>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="shape">What the network must take and answer.</param>
    /// <param name="cancellation">Ends the measurement after the current pass.</param>
    /// <exception cref="ModelException">The bytes are no model, or not one of this shape.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public LatencyMeasurement Measure(string modelName, byte[] model, ImageShape shape, CancellationToken cancellation)
    {
        using var session = SessionFactory.Open(modelName, model, shape, threads: 1);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(RandomImage(shape), [1, shape.Channels, shape.Height, shape.Width]);
        using var output = OrtValue.CreateTensorValueFromMemory(new float[shape.Classes], [1, shape.Classes]);
        string[] inputNames = [.. session.InputMetadata.Keys];
        string[] outputNames = [.. session.OutputMetadata.Keys];
        OrtValue[] inputs = [input];
        OrtValue[] outputs = [output];

        using var turn = MachineLock.Acquire(_options.LockFile, cancellation);
        try
        {
            using var pin = ThreadPin.Hold();
            var measurement = Repeat(
                () => session.Run(run, inputNames, inputs, outputNames, outputs), cancellation, PackageEnergy.Find());
            return measurement with { Processor = pin.Processor };
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(modelName, e.Message, e);
        }
    }

    internal LatencyMeasurement Repeat(Action pass, CancellationToken cancellation, PackageEnergy? energy = null)
    {
        for (var i = 0; i < _options.WarmUpRepeats; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            pass();
        }

        var sample = new LatencySample();
        var energyBefore = energy?.Read() ?? [];
        var begin = _clock.GetTimestamp();
        while (!IsEnough(sample, _clock.GetElapsedTime(begin)))
        {
            cancellation.ThrowIfCancellationRequested();
            var start = _clock.GetTimestamp();
            pass();
            sample.Add(_clock.GetElapsedTime(start).TotalMilliseconds);
        }

        var elapsed = _clock.GetElapsedTime(begin);
        var absence = energy?.Absence ?? (elapsed < LeastForEnergy
            ? FormattableString.Invariant($"The passes took {elapsed.TotalMilliseconds:F0} ms; RAPL's counters need {LeastForEnergy.TotalMilliseconds:F0} ms.")
            : null);
        return new LatencyMeasurement(sample.Median, sample.Spread, sample.Count)
        {
            IntervalMs = sample.MedianWidth,
            Outliers = sample.Outliers,
            EnergyMj = energy is null || absence is not null ? null : energy.MillijoulesBetween(energyBefore, energy.Read()) / sample.Count,
            EnergyAbsence = energy is null ? null : absence,
        };
    }

    bool IsEnough(LatencySample sample, TimeSpan elapsed) =>
        sample.Count >= _options.MinimumRepeats
        && (sample.Count >= _options.MaximumRepeats
            || elapsed >= _options.TimeLimit
            || sample.MedianWidth <= _options.TargetWidth * sample.Median);

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
