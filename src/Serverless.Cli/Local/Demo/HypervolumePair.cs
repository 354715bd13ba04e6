using System.Globalization;

namespace Serverless.Cli.Local.Demo;

/// <summary>The hypervolumes of the final fronts of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="With">With the surrogate.</param>
/// <param name="Without">Without it.</param>
public sealed record HypervolumePair(int Seed, double With, double Without)
{
    double Difference => With - Without;

    /// <summary>Writes a row for each seed, the medians, and how often the surrogate's front was at least as good.</summary>
    public static void Write(TextWriter output, IReadOnlyList<HypervolumePair> pairs)
    {
        string[] median = ["median", Text(Median(pairs, pair => pair.With)), Text(Median(pairs, pair => pair.Without)), Text(Median(pairs, pair => pair.Difference))];
        new Table(
            [new Column("seed", true), new Column("with", true), new Column("without", true), new Column("difference", true)],
            [
                .. pairs.Select(pair => (string[])[pair.Seed.ToString(CultureInfo.InvariantCulture), Text(pair.With), Text(pair.Without), Text(pair.Difference)]),
                median,
            ]).Write(output, width: null);
        output.WriteLine($"Hypervolume of the final front; at least as good with the surrogate for {pairs.Count(pair => pair.Difference >= 0)} of {pairs.Count} seeds.");
    }

    static double Median(IReadOnlyList<HypervolumePair> pairs, Func<HypervolumePair, double> value)
    {
        var sorted = pairs.Select(value).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
