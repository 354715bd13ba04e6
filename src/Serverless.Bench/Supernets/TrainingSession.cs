using Serverless.Bench.Problems;
using Serverless.Learning.Training;

namespace Serverless.Bench.Supernets;

/// <summary>Runs a suite that trains networks.</summary>
static class TrainingSession
{
    /// <param name="options">The options.</param>
    /// <param name="output">The writer for the answer.</param>
    /// <param name="progress">The writer for everything else.</param>
    /// <param name="cancellation">The token that ends the run.</param>
    /// <exception cref="BenchException">The suite cannot be run; the message says why.</exception>
    public static void Run(BenchOptions options, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        if (options is not { Problems: [], Tables: [], Set: [], External: [], Algorithms: null, Baseline: null, Plot: null, ByEpochs: false, Merge: false, Convention: Convention.Tight })
        {
            throw new BenchException($"The suite {options.Suite} trains networks and does not search tables: it accepts only --evaluations, --seeds and --output.");
        }

        if (options.Evaluations < 2)
        {
            throw new BenchException($"--evaluations is {options.Evaluations}; a comparison needs at least 2 architectures.");
        }

        var started = TimeProvider.System.GetTimestamp();
        using var trainer = new CandidateTrainer(new TrainerOptions("cpu", Math.Max(1, Environment.ProcessorCount)));
        if (options.Suite == Suites.Cells)
        {
            CellWriter.Write(output, CellStudy.Run(new CellPlan(options.Evaluations, options.Seeds), trainer, progress.WriteLine, cancellation), options.Output);
        }
        else
        {
            SupernetWriter.Write(
                output, SupernetStudy.Run(new SupernetPlan(options.Evaluations, options.Seeds), trainer, progress.WriteLine, cancellation), options.Output);
        }

        progress.WriteLine(FormattableString.Invariant($"Trained and judged in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
    }
}
