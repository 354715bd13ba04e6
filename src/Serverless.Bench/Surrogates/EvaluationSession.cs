using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Reports;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;

namespace Serverless.Bench.Surrogates;

/// <summary>Runs <c>surrogate evaluate</c>: reads tables, fits and evaluates surrogates, runs searches, writes the answer.</summary>
public static class EvaluationSession
{
    /// <param name="options">The options.</param>
    /// <param name="output">The writer for the answer.</param>
    /// <param name="progress">The writer for everything else.</param>
    /// <param name="cancellation">The token that ends the run between two steps of a fit; the answer then covers what was done before.</param>
    /// <exception cref="BenchException">The evaluation cannot be run; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the results so far have been written.</exception>
    public static void Run(EvaluateOptions options, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var plan = EvaluationPlanner.Plan(options);
        progress.WriteLine(
            $"Judging {plan.Ranks.Count} fits, leaving devices out {plan.Transfers.Count} times, running {plan.Searches.Count} searches{(options.Processes > 1 ? $", {options.Processes} at once" : "")} ...");
        var started = TimeProvider.System.GetTimestamp();
        using var journal = options.Resume is { } path ? new EvaluationJournal(path, progress) : null;
        var tasks = EvaluationTask.All(options, plan, cancellation);
        var counter = new ProgressCounter(progress, [.. tasks.Select(task => task.Group)], options.Processes);
        var processes = options.Processes > 1 ? new EvaluationProcesses(options.Processes, ["surrogate", "evaluate", .. options.Arguments, EvaluateCommand.Serve]) : null;
        var lines = EvaluationRun.Each(tasks, journal, counter, processes, cancellation);
        progress.WriteLine(FormattableString.Invariant(
            $"{(counter.Done == plan.Count ? "Done in" : $"Stopped after {counter.Done} of {plan.Count}; the results below are for these only. It took")} {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s."));
        foreach (var (kind, reason) in plan.Ranks.Zip(lines)
            .Where(pair => pair.Second?.LeftOut is not null)
            .Select(pair => ($"{pair.First.Label} of {pair.First.Cells.Problem.Name} from {pair.First.Size}", pair.Second!.LeftOut))
            .DistinctBy(failure => failure.Item1))
        {
            progress.WriteLine($"Skipped: {kind}: {reason}");
        }

        var others = lines.Skip(plan.Ranks.Count);
        var document = EvaluationReporter.Report(
            options,
            [.. plan.Ranks.Zip(lines, (task, line) => line?.Rank is { } result ? result with { Task = task } : null).OfType<RankResult>()],
            [.. plan.Transfers.Zip(others, (task, line) => line?.Transfer is { } result ? result with { Task = task } : null).OfType<TransferResult>()],
            [.. plan.Searches.Zip(others.Skip(plan.Transfers.Count), (task, line) => line?.Search is { } result ? result with { Task = task } : null).OfType<SearchResult>()],
            isComplete: counter.Done == plan.Count);
        EvaluationWriter.Write(output, document, options.Output);
        cancellation.ThrowIfCancellationRequested();
    }
}
