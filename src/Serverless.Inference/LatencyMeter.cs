using Microsoft.ML.OnnxRuntime;
using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>Measures the latency of a network for one image on this machine's CPU, on one thread.</summary>
/// <remarks>
/// Measurements take turns across all processes of the machine, so that they do not slow each other down. Passes are timed in short
/// rounds, with passes of a reference network before and after each round: times are scaled to the speed at which the reference takes its nominal
/// time. On virtual machines, two networks were observed to run 1.75 times slower for seconds, while the ratio of their times changed by only 2 %.
/// </remarks>
public sealed class LatencyMeter
{
    // The counters are updated about once per millisecond, so over 100 ms this is an error of one percent.
    static readonly TimeSpan LeastForEnergy = TimeSpan.FromMilliseconds(100);

    readonly LatencyMeterOptions _options;
    readonly SpeedReference? _reference;
    readonly TimeProvider _clock;

    /// <value>The runtime that runs the networks, with its version: another one gives other times.</value>
    public static string Runtime => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <param name="options">The options of measurements; the defaults when null.</param>
    /// <param name="reference">The reference by which times are scaled; when null, times are not scaled.</param>
    /// <param name="clock">The clock; that of the system when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or the nominal time is out of its range.</exception>
    public LatencyMeter(LatencyMeterOptions? options = null, SpeedReference? reference = null, TimeProvider? clock = null)
    {
        _options = options ?? new LatencyMeterOptions();
        _reference = reference;
        _clock = clock ?? TimeProvider.System;
        ArgumentOutOfRangeException.ThrowIfNegative(_options.WarmUpRepeats, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MinimumRepeats, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaximumRepeats, _options.MinimumRepeats, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MinimumRounds, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.TargetWidth, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reference?.NominalMs ?? 1, nameof(reference));
    }

    /// <summary>Measures a network, named <c>model</c> in errors.</summary>
    /// <inheritdoc cref="Measure(string, byte[], ImageShape, CancellationToken)"/>
    public LatencyMeasurement Measure(byte[] model, ImageShape shape, CancellationToken cancellation) =>
        Measure("model", model, shape, cancellation);

    /// <summary>Measures a network: the input is one fixed random image, and the first passes are discarded.</summary>
    /// <param name="modelName">The name of the model in errors, for example its blob.</param>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="shape">The required shape of input and output.</param>
    /// <param name="cancellation">Ends the measurement after the current pass.</param>
    /// <exception cref="ModelException">The bytes are not a model, or not one of this shape.</exception>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public LatencyMeasurement Measure(string modelName, byte[] model, ImageShape shape, CancellationToken cancellation)
    {
        using var network = new TimedNetwork(modelName, model, shape);
        using var reference = _reference is null ? null : new TimedNetwork("reference", _reference.Model, _reference.Shape);
        using var turn = MachineLock.Acquire(_options.LockFile, cancellation);
        using var pin = ThreadPin.Hold();
        return Repeat(network.Pass, reference is null ? null : reference.Pass, cancellation, PackageEnergy.Find()) with { Processor = pin.Processor };
    }

    internal LatencyMeasurement Repeat(Action pass, Action? referencePass, CancellationToken cancellation, PackageEnergy? energy = null)
    {
        var speed = new SpeedGauge(_clock, _reference?.NominalMs ?? 1, referencePass);
        for (var i = 0; i < _options.WarmUpRepeats; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            pass();
            speed.WarmUp();
        }

        var passes = new LatencySample();
        var rounds = new LatencySample();
        var raw = new LatencySample();
        var passing = TimeSpan.Zero;
        var energyBefore = energy?.Read() ?? [];
        var begin = _clock.GetTimestamp();
        speed.Begin();
        while (!IsEnough(passes.Count, rounds, _clock.GetElapsedTime(begin)))
        {
            var (times, length) = Round(pass, _options.MaximumRepeats - passes.Count, cancellation);
            passing += length;
            var scale = speed.Next();
            var round = new LatencySample();
            foreach (var time in times)
            {
                round.Add(time * scale);
                passes.Add(time * scale);
                raw.Add(time);
            }

            rounds.Add(round.Median);
        }

        var elapsed = _clock.GetElapsedTime(begin);
        var absence = energy?.Absence ?? (passing < LeastForEnergy
            ? FormattableString.Invariant($"The passes took {passing.TotalMilliseconds:F0} ms; RAPL's counters need {LeastForEnergy.TotalMilliseconds:F0} ms.")
            : null);
        return new LatencyMeasurement(rounds.Median, passes.Spread, passes.Count)
        {
            IntervalMs = rounds.MedianWidth,
            Outliers = passes.Outliers,
            Speed = speed.Median,
            UnscaledMs = raw.Median,
            // The reference used a share of the energy too.
            EnergyMj = energy is null || absence is not null
                ? null
                : energy.MillijoulesBetween(energyBefore, energy.Read()) * (passing / elapsed) / passes.Count,
            EnergyAbsence = energy is null ? null : absence,
        };
    }

    /// <summary>Times a round of passes, short enough that the speed of the machine hardly changes.</summary>
    (IReadOnlyList<double> Times, TimeSpan Length) Round(Action pass, int most, CancellationToken cancellation)
    {
        var times = new List<double>();
        var begin = _clock.GetTimestamp();
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var start = _clock.GetTimestamp();
            pass();
            times.Add(_clock.GetElapsedTime(start).TotalMilliseconds);
        }
        while (times.Count < most && _clock.GetElapsedTime(begin) < _options.RoundTime);

        return (times, _clock.GetElapsedTime(begin));
    }

    bool IsEnough(int passes, LatencySample rounds, TimeSpan elapsed) =>
        passes >= _options.MinimumRepeats
        && (passes >= _options.MaximumRepeats
            || elapsed >= _options.TimeLimit
            || (rounds.Count >= _options.MinimumRounds && rounds.MedianWidth <= _options.TargetWidth * rounds.Median));
}
