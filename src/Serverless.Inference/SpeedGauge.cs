using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>Measures the current speed of the machine, by passes of a reference network before and after each round of passes.</summary>
/// <param name="clock">The clock that times the passes.</param>
/// <param name="nominalMs">Time of a pass of the reference at nominal speed, in milliseconds.</param>
/// <param name="pass">Runs a pass of the reference; null when there is none, and the speed is 1.</param>
sealed class SpeedGauge(TimeProvider clock, double nominalMs, Action? pass)
{
    const int LeastPasses = 5;
    static readonly TimeSpan Length = TimeSpan.FromMilliseconds(2);

    readonly LatencySample _speeds = new();
    double _before;

    /// <value>
    /// Nominal time divided by measured time, the median of all rounds: 1 at nominal speed, less when slower; null without a reference.
    /// </value>
    public double? Median => pass is null ? null : _speeds.Median;

    public void WarmUp() => pass?.Invoke();

    /// <summary>Measures the speed; call this just before the first round.</summary>
    public void Begin() => _before = Time();

    /// <summary>Measures the speed; call this just after each round.</summary>
    /// <returns>The factor by which that round's times are multiplied.</returns>
    public double Next()
    {
        var after = Time();
        var speed = nominalMs / ((_before + after) / 2);
        _before = after;
        _speeds.Add(speed);
        return speed;
    }

    double Time()
    {
        if (pass is null)
        {
            return nominalMs;
        }

        var sample = new LatencySample();
        var begin = clock.GetTimestamp();
        while (sample.Count < LeastPasses || clock.GetElapsedTime(begin) < Length)
        {
            var start = clock.GetTimestamp();
            pass();
            sample.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        }

        return sample.Median;
    }
}

/// <summary>
/// A fixed network by which measured times are scaled, because the speed of a shared or throttled machine changes from one second to the next.
/// </summary>
/// <param name="Model">The bytes of an ONNX file.</param>
/// <param name="Shape">The shape of the network's input and output.</param>
/// <param name="NominalMs">
/// Time of a pass at the machine's nominal speed, in milliseconds, greater than 0. Latencies are given for this speed.
/// </param>
public sealed record SpeedReference(byte[] Model, ImageShape Shape, double NominalMs);
