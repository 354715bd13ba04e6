using Serverless.Bench.Problems;

namespace Serverless.Bench.Policies;

/// <summary>Follows exact gradients on problems that are tables.</summary>
static class PolicySession
{
    /// <param name="options">The options of the command.</param>
    /// <param name="problems">The problems of the suite.</param>
    /// <param name="output">The writer for the answer.</param>
    /// <param name="progress">The writer for everything else.</param>
    /// <param name="cancellation">A token that ends the run.</param>
    /// <exception cref="BenchException">The study is not possible; the message says why.</exception>
    public static void Run(
        BenchOptions options, IReadOnlyList<TableProblem> problems, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        string[] unused =
        [
            .. options.Algorithms is null ? [] : (string[])["--algorithms"],
            .. options.Set.Count == 0 ? [] : (string[])["--set"],
            .. options.External.Count == 0 ? [] : (string[])["--external"],
            .. options.Baseline is null ? [] : (string[])["--baseline"],
            .. options.Convention == Convention.Tight ? [] : (string[])["--convention"],
            .. options.ByEpochs ? (string[])["--by-epochs"] : [],
            .. options.Merge ? (string[])["--merge"] : [],
            .. options.Plot is null ? [] : (string[])["--plot"],
        ];
        if (unused.Length > 0)
        {
            throw new BenchException($"The suite {Suites.Policies} does not run search algorithms: remove {string.Join(" and ", unused)}.");
        }

        progress.WriteLine($"Following exact gradients on {problems.Count} problems, {options.Seeds} seeds, on {Environment.ProcessorCount} cores ...");
        var started = TimeProvider.System.GetTimestamp();
        var document = PolicyStudy.Run(problems, options.Seeds, cancellation);
        progress.WriteLine(FormattableString.Invariant($"Followed them in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
        PolicyWriter.Write(output, document, options.Output);
    }
}
