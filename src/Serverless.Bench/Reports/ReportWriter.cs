using Serverless.Bench.Problems;

namespace Serverless.Bench.Reports;

/// <summary>Writes the answer of a comparison of algorithms.</summary>
public static class ReportWriter
{
    /// <param name="output">The destination.</param>
    /// <param name="document">The results.</param>
    /// <param name="format">The format.</param>
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
            text.Section("Our median tight fraction minus the peer's, and the signed-rank p of our seeds against that one number.", PeerTestTable.Of(problem));
        }

        if (problem.Peers.Count > 0)
        {
            text.Line("peer: measured earlier on another machine; same tables, same conventions.");
        }

        text.Line();
    }
}

/// <summary>The complete answer, as written by <c>--output json</c>.</summary>
/// <param name="Evaluations">The number of distinct candidates per search.</param>
/// <param name="Seeds">The number of searches for each problem and algorithm, with seeds 1 to this.</param>
/// <param name="Convention">The convention of gaps, distances, evaluations needed and tests.</param>
/// <param name="Baseline">The algorithm that the others are tested against.</param>
/// <param name="Problems">The reports of the problems, in the order in which they were asked for.</param>
public sealed record BenchDocument(
    int Evaluations, int Seeds, Convention Convention, string Baseline, IReadOnlyList<ProblemReport> Problems)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>The format in which the answer is written.</summary>
public enum OutputFormat
{
    /// <summary>Aligned columns, for people.</summary>
    Table,

    /// <summary>Markdown, for documents.</summary>
    Md,

    /// <summary>CSV (RFC 4180), with one figure per line.</summary>
    Csv,

    /// <summary>The complete document as JSON.</summary>
    Json,
}
