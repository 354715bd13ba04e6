using Microsoft.ML.OnnxRuntime;
using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>Measures how long a network takes for one image on this machine's CPU, on one thread.</summary>
/// <remarks>
/// Measurements take turns across all processes of the machine, so that they do not slow one another down. Passes are timed in short
/// rounds, and before and after each round a reference network is: times are scaled to the speed at which that one takes its nominal
/// time. Virtual machines were seen to run both of two networks 1.75 times slower for seconds, and the quotient of the two by 2 % only.
/// </remarks>
public sealed class LatencyMeter
{
    // The counters move about once a millisecond: in a hundred of them that is one percent.
    static readonly TimeSpan LeastForEnergy = TimeSpan.FromMilliseconds(100);

    readonly LatencyMeterOptions _options;
    readonly SpeedReference? _reference;
    readonly TimeProvider _clock;

    /// <value>What runs the networks, with its version: another one takes other times.</value>
    public static string Runtime => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <param name="options">How long to measure; the defaults when null.</param>
    /// <param name="reference">What times are scaled by; when null they are stated as they were.</param>
    /// <param name="clock">The system's when null.</param>
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

    /// <summary>Measures a network: the input is one fixed random image, and the first passes are thrown away.</summary>
    /// <param name="modelName">Names the model in errors, for example its blob.</param>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="shape">What the network must take and answer.</param>
    /// <param name="cancellation">Ends the measurement after the current pass.</param>
    /// <exception cref="ModelException">The bytes are no model, or not one of this shape.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
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
            // The reference used its share of the energy too.
            EnergyMj = energy is null || absence is not null
                ? null
                : energy.MillijoulesBetween(energyBefore, energy.Read()) * (passing / elapsed) / passes.Count,
            EnergyAbsence = energy is null ? null : absence,
        };
    }

    /// <summary>So many passes that speed hardly changes meanwhile.</summary>
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
