using Serverless.Bench.Problems;

namespace Serverless.Bench.Reports;

/// <summary>Writes the answer.</summary>
public static class ReportWriter
{
    /// <param name="output">Where to.</param>
    /// <param name="document">What came out.</param>
    /// <param name="format">How.</param>
    public static void Write(TextWriter output, BenchDocument document, OutputFormat format) => AnswerWriter.Write(
        output,
        format,
        document,
        BenchJson.Default.BenchDocument,
        () => LongTable.Of(document),
        text =>
        {
            foreach (var problem in document.Problems)
            {
                Write(text, document, problem);
            }
        });

    static void Write(AnswerText text, BenchDocument document, ProblemReport problem)
    {
        text.Heading($"{problem.Name}: {string.Join(", ", problem.Metrics)}");
        foreach (var line in ProblemWords.About(problem))
        {
            text.Line(line);
        }

        var convention = ProblemTables.Words(document.Convention);
        text.Section("Hypervolume as a fraction of the true front's: median (quartiles) tight, median connected.", ProblemTables.Hypervolumes(problem));
        text.Section($"Hypervolume missing (log10) and IGD+ to the true front, both {convention}: median (quartiles).", ProblemTables.Gaps(problem));
        text.Section("Evaluations until 95 / 99 / 99.9 % of the true hypervolume (medians), and the algorithm's own time.", ProblemTables.Needs(problem, document.Evaluations));
        if (problem.Algorithms.Count > 1)
        {
            text.Section(
                $"Wilcoxon signed-rank test of the {convention} fractions against {document.Baseline}, paired by seed: two-sided p, not corrected for many tests (rank-biserial effect, + is better).",
                ProblemTables.Tests(problem));
        }

        if (problem.Algorithms.Any(algorithm => algorithm.AgainstPeers.Count > 0))
        {
            text.Section("Our median tight less the peer's, and the signed-rank p of our seeds against that one number.", PeerTestTable.Of(problem));
        }

        if (problem.Peers.Count > 0)
        {
            text.Line("peer: measured before, on another machine; same tables, same conventions.");
        }

        text.Line();
    }
}

/// <summary>The whole answer, as <c>--output json</c> writes it.</summary>
/// <param name="Evaluations">Distinct candidates a search.</param>
/// <param name="Seeds">Searches for each problem and algorithm, with seeds 1 to this.</param>
/// <param name="Convention">The convention of gaps, distances, evaluations needed and tests.</param>
/// <param name="Baseline">The algorithm that the others are tested against.</param>
/// <param name="Problems">In the order they were asked for.</param>
public sealed record BenchDocument(
    int Evaluations, int Seeds, Convention Convention, string Baseline, IReadOnlyList<ProblemReport> Problems)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>How the answer is written.</summary>
public enum OutputFormat
{
    /// <summary>Aligned columns, for people.</summary>
    Table,

    /// <summary>Markdown, for documents.</summary>
    Md,

    /// <summary>RFC 4180, a figure a line.</summary>
    Csv,

    /// <summary>The whole document.</summary>
    Json,
}
