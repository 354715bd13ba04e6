using Serverless.Bench.Problems;

namespace Serverless.Bench.Generators;

/// <summary>Compares generators that are fitted once with separate searches for each device.</summary>
static class DeviceSession
{
    /// <param name="options">The options of the command.</param>
    /// <param name="catalogue">The catalogue of the tables.</param>
    /// <param name="output">The writer for the answer.</param>
    /// <param name="progress">The writer for everything else.</param>
    /// <param name="cancellation">A token that ends the run.</param>
    /// <exception cref="BenchException">The comparison is not possible; the message says why.</exception>
    public static void Run(BenchOptions options, ProblemCatalogue catalogue, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        string[] unused =
        [
            .. options.Problems.Count > 0 ? ["--problem"] : (string[])[],
            .. options.External.Count > 0 ? ["--external"] : (string[])[],
            .. options.Convention == Convention.Tight ? [] : (string[])["--convention"],
            .. options.Baseline is null ? [] : (string[])["--baseline"],
            .. options.Merge ? ["--merge"] : (string[])[],
            .. options.ByEpochs ? ["--by-epochs"] : (string[])[],
            .. options.Plot is null ? [] : (string[])["--plot"],
        ];
        if (unused.Length > 0)
        {
            throw new BenchException($"--suite {Suites.Devices} has devices, conventions and comparisons of its own: remove {string.Join(" and ", unused)}.");
        }

        var plan = DevicePlan.Of(options, catalogue);
        progress.WriteLine($"Running {plan.Methods.Count} methods with {plan.Seeds} seeds on {Environment.ProcessorCount} cores ...");
        var started = TimeProvider.System.GetTimestamp();
        var runs = DeviceRunner.Run(plan, progress, cancellation);
        progress.WriteLine(FormattableString.Invariant($"Ran them in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
        DeviceWriter.Write(output, DeviceFigures.Report(plan, runs), options.Output);
    }
}
