using System.Globalization;
using System.Text.Json.Serialization;
using Serverless.Inference;

namespace Serverless.Worker.Measuring;

/// <summary>The result of <c>device measure</c>, as it is written in JSON.</summary>
/// <param name="Network">The file or architecture.</param>
/// <param name="Image">Channels × height × width.</param>
/// <param name="LatencyMs">The median over the rounds of passes in ms, at this machine's nominal speed.</param>
/// <param name="LatencyUnscaledMs">The median over the passes in ms, without the correction for speed.</param>
/// <param name="LatencySpeed">The speed of the machine as a share of its nominal speed; null without a reference.</param>
/// <param name="LatencySpreadMs">The interquartile range in ms.</param>
/// <param name="LatencyIntervalMs">The width of the median's 95 % confidence interval in ms.</param>
/// <param name="IsNarrow">Whether the interval reached the requested width before a limit ended the measurement.</param>
/// <param name="LatencyRepeats">The number of timed passes.</param>
/// <param name="LatencyOutliers">The number of passes far outside the quartiles.</param>
/// <param name="Processor">The processor that the thread was pinned to; null where pinning is impossible.</param>
/// <param name="EnergyMj">The energy of the processor packages per pass in mJ; null when it is not known.</param>
/// <param name="EnergyAbsence">Why the energy is not known.</param>
sealed record MeasurementReport(
    string Network,
    string Image,
    double LatencyMs,
    double LatencyUnscaledMs,
    double? LatencySpeed,
    double LatencySpreadMs,
    double LatencyIntervalMs,
    bool IsNarrow,
    int LatencyRepeats,
    int LatencyOutliers,
    int? Processor,
    double? EnergyMj,
    string? EnergyAbsence)
{
    /// <summary>Creates a report.</summary>
    /// <param name="network">The network that was measured.</param>
    /// <param name="found">The result of the measurement.</param>
    /// <param name="targetWidth">The requested width of the interval, as a share of the median.</param>
    public static MeasurementReport Of(MeasuredNetwork network, LatencyMeasurement found, double targetWidth) => new(
        network.Name,
        $"{network.Shape.Channels}×{network.Shape.Height}×{network.Shape.Width}",
        found.MedianMs,
        found.UnscaledMs,
        found.Speed,
        found.SpreadMs,
        found.IntervalMs,
        found.IntervalMs <= targetWidth * found.MedianMs,
        found.Repeats,
        found.Outliers,
        found.Processor,
        found.EnergyMj,
        found.EnergyAbsence);

    /// <summary>The report as text for users, one fact per line.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Facts().Select(fact => $"{fact.Name,-19}{fact.Value}"));

    IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("network", Network);
        yield return ("image", Image);
        yield return ("latency ms", Number(LatencyMs));
        if (LatencySpeed is { } speed)
        {
            yield return ("machine's speed", $"{speed.ToString("P0", CultureInfo.InvariantCulture)} of the nominal speed, to which the latency is scaled; unscaled {Number(LatencyUnscaledMs)} ms");
        }

        yield return ("quartile distance", $"{Number(LatencySpreadMs)} ms");
        yield return ("95 % interval", $"{Number(LatencyIntervalMs)} ms wide, {Share()} of the median{(IsNarrow ? "" : ": wider than requested, because a limit was reached first")}");
        yield return ("timed passes", $"{LatencyRepeats.ToString(CultureInfo.InvariantCulture)}, {LatencyOutliers.ToString(CultureInfo.InvariantCulture)} of them outliers");
        yield return ("pinned to", Processor is { } processor ? FormattableString.Invariant($"processor {processor}") : "nothing: this system does not pin threads");
        yield return ("energy mJ", EnergyMj is { } energy ? $"{energy.ToString("G6", CultureInfo.InvariantCulture)}, whole processor packages" : $"unknown. {EnergyAbsence}");
    }

    string Share() => (LatencyIntervalMs / LatencyMs).ToString("P1", CultureInfo.InvariantCulture);

    static string Number(double milliseconds) => milliseconds.ToString("0.0000", CultureInfo.InvariantCulture);
}
