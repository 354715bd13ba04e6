using System.Globalization;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Peers;

/// <summary>The published figures of other libraries that come with the program; their README gives the sources.</summary>
public static class PeerTable
{
    static readonly int[] TightAt = [50, 100, 200];
    static readonly int[] ConnectedAt = [100, 200, 500];
    static readonly string[] Needs = ["to95", "to99", "to999"];

    static readonly Lazy<ILookup<string, PeerFigures>> ByProblem = new(Read);

    /// <summary>Returns the figures on a problem, by its label in a suite; empty for other problems.</summary>
    public static IReadOnlyList<PeerFigures> Of(string problem) => [.. ByProblem.Value[problem]];

    static ILookup<string, PeerFigures> Read()
    {
        using var resource = typeof(PeerTable).Assembly.GetManifestResourceStream("Serverless.Bench.Peers.nb201.csv")
            ?? throw new InvalidOperationException("The figures of peers are not in the assembly.");
        using var text = new StreamReader(resource);
        var header = text.ReadLine()!.Split(',');
        var rows = new List<Dictionary<string, string>>();
        while (text.ReadLine() is { } line)
        {
            rows.Add(header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second));
        }

        return rows.ToLookup(row => row["problem"], Figures);
    }

    static PeerFigures Figures(Dictionary<string, string> row)
    {
        double? Number(string column) => row[column].Length == 0 ? null : double.Parse(row[column], CultureInfo.InvariantCulture);
        return new PeerFigures(
            row["method"],
            row["kind"],
            int.Parse(row["seeds"], CultureInfo.InvariantCulture),
            TightAt.ToDictionary(n => n, n => new Quartiles(Number($"tight{n}Lower")!.Value, Number($"tight{n}")!.Value, Number($"tight{n}Upper")!.Value)),
            ConnectedAt.Where(n => Number($"connected{n}") is not null).ToDictionary(n => n, n => Number($"connected{n}")!.Value),
            [.. Needs.Select(need => row[need])],
            Number("cpuMs"));
    }
}

/// <summary>The results of another optimiser on a problem of a suite, measured once, on another machine.</summary>
/// <param name="Method">The name of the optimiser.</param>
/// <param name="Kind"><c>random</c>, <c>local</c>, <c>evolutionary</c> or <c>model</c>.</param>
/// <param name="Seeds">The number of runs.</param>
/// <param name="Tight">By number of evaluations: median and quartiles of the fraction of the true hypervolume, convention tight.</param>
/// <param name="Connected">By number of evaluations: median of the same, convention connected.</param>
/// <param name="EvaluationsNeeded">
/// The median evaluations needed for 95, 99 and 99.9 %, convention connected; as published, with <c>&gt;</c> if not reached.
/// </param>
/// <param name="MillisecondsPerProposal">The CPU time for each distinct candidate up to 200, in milliseconds; null if not measured.</param>
public sealed record PeerFigures(
    string Method,
    string Kind,
    int Seeds,
    IReadOnlyDictionary<int, Statistics.Quartiles> Tight,
    IReadOnlyDictionary<int, double> Connected,
    IReadOnlyList<string> EvaluationsNeeded,
    double? MillisecondsPerProposal);
