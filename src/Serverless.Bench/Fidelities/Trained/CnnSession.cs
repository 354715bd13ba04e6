using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Surrogates;
using Serverless.Learning.Training;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>Runs the suite that compares algorithms by the epochs of actual trainings.</summary>
static class CnnSession
{
    /// <param name="options">The options.</param>
    /// <param name="sizes">The sizes of the trainings.</param>
    /// <param name="output">The writer for the answer.</param>
    /// <param name="progress">The writer for everything else.</param>
    /// <param name="cancellation">The token that ends the run; the answer then covers the seeds that are done.</param>
    /// <exception cref="BenchException">The suite cannot be run; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the results so far have been written.</exception>
    public static void Run(BenchOptions options, CnnSizes sizes, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var plan = PlanOf(options, sizes);
        var count = Math.Min(options.Processes ?? 1, plan.Algorithms.Count * plan.Seeds);
        using var trainer = NewTrainer();
        var tasks = CnnTasks.All(plan, trainer, cancellation);
        progress.WriteLine($"Running {tasks.Count} searches of {plan.Budget} epochs of real trainings{(count > 1 ? $", {count} at once" : "")} ...");
        using var journal = options.Resume is { } path ? new EvaluationJournal(path, progress) : null;
        var counter = new ProgressCounter(progress, [.. tasks.Select(task => task.Group)], count);
        var processes = count > 1 ? new EvaluationProcesses(count, [.. options.Arguments, BenchCommand.Serve]) : null;
        var started = TimeProvider.System.GetTimestamp();
        var lines = EvaluationRun.Each(tasks, journal, counter, processes, cancellation);
        progress.WriteLine(FormattableString.Invariant(
            $"{(counter.Done == tasks.Count ? "Ran them in" : $"Stopped after {counter.Done} of {tasks.Count}; the results below are for the seeds that all algorithms ran. It took")} {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s."));
        CnnWriter.Write(output, CnnReporter.Report(plan, [.. lines.Select(line => line?.Trained)]), options.Output);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Runs the searches that another process requests.</summary>
    /// <inheritdoc cref="EvaluationServer.Run"/>
    public static void Serve(BenchOptions options, TextReader orders, TextWriter answers, CancellationToken cancellation)
    {
        using var trainer = NewTrainer();
        EvaluationServer.Run(token => CnnTasks.All(PlanOf(options, CnnSizes.Usual), trainer, token), orders, answers, cancellation);
    }

    // Each trainer has one thread, whatever the machine has, so that figures do not depend on the machine.
    static CandidateTrainer NewTrainer() => new(new TrainerOptions("cpu", Threads: 1));

    static CnnPlan PlanOf(BenchOptions options, CnnSizes sizes)
    {
        if (options is not { Problems: [], Tables: [], External: [], Plot: null, ByEpochs: false, Merge: false, Peers: true, Convention: Convention.Tight })
        {
            throw new BenchException(
                $"The suite {Suites.Trainings} trains networks and does not search tables: it accepts only --algorithms, --set, --baseline, --evaluations, --seeds, --processes, --resume and --output.");
        }

        var algorithms = AlgorithmChoice.Vary(
            AlgorithmChoice.ReadAll(options.Algorithms ?? CnnPlan.UsualAlgorithms(options.Evaluations), isTrained: true), options.Set);
        return algorithms.FirstOrDefault(algorithm => algorithm.Terms.Noise > 0) is { } noisy
            ? throw new BenchException($"'{noisy.Label}': trainings vary by themselves; remove noise.")
            : new CnnPlan(
                AlgorithmChoice.Distinct(algorithms), BenchSession.Baseline(options.Baseline, algorithms, isAblation: options.Set.Count > 0), options.Evaluations, options.Seeds, sizes);
    }
}
