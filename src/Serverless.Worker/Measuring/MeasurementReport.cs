using System.Globalization;
using System.Text.Json.Serialization;
using Serverless.Inference;

namespace Serverless.Worker.Measuring;

/// <summary>What <c>device measure</c> found, as it is written in JSON.</summary>
/// <param name="Network">The file or architecture.</param>
/// <param name="Image">Channels × height × width.</param>
/// <param name="LatencyMs">Median over the rounds of passes, at this machine's nominal speed.</param>
/// <param name="LatencyUnscaledMs">Median over the passes as they were.</param>
/// <param name="LatencySpeed">How fast the machine was, as a share of its nominal speed; null without reference.</param>
/// <param name="LatencySpreadMs">Distance between the quartiles.</param>
/// <param name="LatencyIntervalMs">Width of the median's 95 % confidence interval.</param>
/// <param name="IsNarrow">Whether the interval became as narrow as was asked for before a cap ended the measuring.</param>
/// <param name="LatencyRepeats">Timed passes.</param>
/// <param name="LatencyOutliers">Those far outside the quartiles.</param>
/// <param name="Processor">The processor that the thread was pinned to; null where none can be.</param>
/// <param name="EnergyMj">Energy of the processor packages per pass; null when it is not known.</param>
/// <param name="EnergyAbsence">Why it is not known.</param>
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
    /// <summary>Puts a report together.</summary>
    /// <param name="network">What was measured.</param>
    /// <param name="found">What was found.</param>
    /// <param name="targetWidth">The share of the median that the interval may be wide.</param>
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

    /// <summary>One fact a line, for people.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Facts().Select(fact => $"{fact.Name,-19}{fact.Value}"));

    IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("network", Network);
        yield return ("image", Image);
        yield return ("latency ms", Number(LatencyMs));
        if (LatencySpeed is { } speed)
        {
            yield return ("machine's speed", $"{speed.ToString("P0", CultureInfo.InvariantCulture)} of the nominal, at which the latency is stated; as it ran {Number(LatencyUnscaledMs)} ms");
        }

        yield return ("quartile distance", $"{Number(LatencySpreadMs)} ms");
        yield return ("95 % interval", $"{Number(LatencyIntervalMs)} ms wide, {Share()} of the median{(IsNarrow ? "" : ": wider than asked for, the cap came first")}");
        yield return ("timed passes", $"{LatencyRepeats.ToString(CultureInfo.InvariantCulture)}, {LatencyOutliers.ToString(CultureInfo.InvariantCulture)} of them outliers");
        yield return ("pinned to", Processor is { } processor ? FormattableString.Invariant($"processor {processor}") : "nothing: this system does not pin threads");
        yield return ("energy mJ", EnergyMj is { } energy ? $"{energy.ToString("G6", CultureInfo.InvariantCulture)}, whole processor packages" : $"not known. {EnergyAbsence}");
    }

    string Share() => (LatencyIntervalMs / LatencyMs).ToString("P1", CultureInfo.InvariantCulture);

    static string Number(double milliseconds) => milliseconds.ToString("0.0000", CultureInfo.InvariantCulture);
}
