using System.Globalization;

namespace Serverless.Benchmarks.Rungs;

/// <summary>Summarises pairs of searches.</summary>
static class PairReport
{
    /// <summary>Of the training seconds of full training.</summary>
    const double MostSeconds = 0.4;

    internal static void Conclude(IReadOnlyList<SearchPair> pairs, Report report)
    {
        report.Say(Spread("share of the seconds until full training's hypervolume", pairs.Select(pair => pair.SecondsShare)));
        report.Say(Spread("share of the epochs until then", pairs.Select(pair => pair.EpochsShare)));
        report.Say(Spread("hypervolume after 40 % of the seconds / full training's", pairs.Select(pair => pair.RatioAfter(MostSeconds))));
        report.Say(Spread("full training's own after 40 % of its seconds / its final one", pairs.Select(pair => pair.WholeRatioAfter(MostSeconds))));
        report.Bound("share of the seconds until full training's hypervolume (infinite: never reached), median", Median(pairs.Select(pair => pair.SecondsShare)), MostSeconds);
    }

    static string Spread(string what, IEnumerable<double> values)
    {
        double[] each = [.. values];
        var list = string.Join(", ", each.Select(Number));
        return $"{what}: median {Number(Median(each))} ({list})";
    }

    static string Number(double value) => double.IsFinite(value) ? value.ToString("F3", CultureInfo.InvariantCulture) : "never";

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (low, high) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return low + ((high - low) / 2) is var middle && double.IsNaN(middle) ? high : middle;
    }
}
