using System.Globalization;

namespace Serverless.Cli.Local.Demo;

/// <summary>The hypervolumes of the final fronts of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="First">The hypervolume of the pairing's first arm.</param>
/// <param name="Second">The hypervolume of its second arm.</param>
public sealed record HypervolumePair(int Seed, double First, double Second)
{
    double Difference => First - Second;

    /// <summary>Writes a row for each seed, the medians, and how often the first arm's front was at least as good.</summary>
    public static void Write(TextWriter output, Pairing pairing, IReadOnlyList<HypervolumePair> pairs)
    {
        string[] median = ["median", Text(Median(pairs, pair => pair.First)), Text(Median(pairs, pair => pair.Second)), Text(Median(pairs, pair => pair.Difference))];
        new Table(
            [new Column("seed", true), new Column(pairing.First.Name, true), new Column(pairing.Second.Name, true), new Column("difference", true)],
            [
                .. pairs.Select(pair => (string[])[pair.Seed.ToString(CultureInfo.InvariantCulture), Text(pair.First), Text(pair.Second), Text(pair.Difference)]),
                median,
            ]).Write(output, width: null);
        output.WriteLine(
            $"Hypervolume of the final front. {pairing.First.Name}: {pairing.First.Words}; {pairing.Second.Name}: {pairing.Second.Words}. "
            + $"The first is at least as good for {pairs.Count(pair => pair.Difference >= 0)} of {pairs.Count} seeds.");
    }

    static double Median(IReadOnlyList<HypervolumePair> pairs, Func<HypervolumePair, double> value)
    {
        var sorted = pairs.Select(value).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
