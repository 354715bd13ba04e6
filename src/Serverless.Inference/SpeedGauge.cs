using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>Tells how fast the machine is just now, by passes of a reference network before and after each round of passes.</summary>
/// <param name="clock">Times the passes.</param>
/// <param name="nominalMs">What a pass of the reference takes at nominal speed.</param>
/// <param name="pass">One of the reference; null when there is none, then the speed is 1.</param>
sealed class SpeedGauge(TimeProvider clock, double nominalMs, Action? pass)
{
    const int LeastPasses = 5;
    static readonly TimeSpan Length = TimeSpan.FromMilliseconds(2);

    readonly LatencySample _speeds = new();
    double _before;

    /// <value>Nominal time over time taken, the median of all rounds: 1 at nominal speed, below when slower; null without reference.</value>
    public double? Median => pass is null ? null : _speeds.Median;

    public void WarmUp() => pass?.Invoke();

    /// <summary>Just before the first round.</summary>
    public void Begin() => _before = Time();

    /// <summary>Just after each round.</summary>
    /// <returns>What that round's times are multiplied by.</returns>
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

/// <summary>A fixed network that others are timed against: the speed of a shared or throttled machine changes from one second to the next.</summary>
/// <param name="Model">The bytes of an ONNX file.</param>
/// <param name="Shape">What the network takes and answers.</param>
/// <param name="NominalMs">
/// How long a pass takes at the machine's nominal speed, milliseconds, above 0. Latencies are stated for this speed.
/// </param>
public sealed record SpeedReference(byte[] Model, ImageShape Shape, double NominalMs);
