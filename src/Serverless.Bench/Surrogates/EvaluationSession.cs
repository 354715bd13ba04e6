using System.Collections.Concurrent;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Reports;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates;

/// <summary>Does what <c>surrogate evaluate</c> is asked for: reads tables, fits, judges, searches, writes the answer.</summary>
public static class EvaluationSession
{
    /// <param name="options">What to do.</param>
    /// <param name="output">For the answer.</param>
    /// <param name="progress">For everything else.</param>
    /// <param name="cancellation">Ends the run between two steps of a fit; the answer is then of what was done before.</param>
    /// <exception cref="BenchException">It cannot be done; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was done is written.</exception>
    public static void Run(EvaluateOptions options, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var plan = EvaluationPlanner.Plan(options);
        progress.WriteLine(
            $"Judging {plan.Ranks.Count} fits, leaving devices out {plan.Transfers.Count} times, running {plan.Searches.Count} searches on {Environment.ProcessorCount} cores ...");
        var started = TimeProvider.System.GetTimestamp();
        var counter = new ProgressCounter(progress, plan.Count);
        var failures = new ConcurrentDictionary<string, string>();
        var ranks = Each(plan.Ranks, task => RankOrNothing(task, options.Members, failures, cancellation), counter, cancellation);
        var transfers = Each(plan.Transfers, task => TransferRunner.Run(task, options.References), counter, cancellation);
        var searches = Each(plan.Searches, task => SearchRunner.Run(task, cancellation), counter, cancellation);
        progress.WriteLine(FormattableString.Invariant(
            $"{(counter.Done == plan.Count ? "Done in" : $"Stopped after {counter.Done} of {plan.Count}; what follows is of these alone. It took")} {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s."));
        foreach (var (kind, reason) in failures.OrderBy(failure => failure.Key, StringComparer.Ordinal))
        {
            progress.WriteLine($"Left out: {kind}: {reason}");
        }

        EvaluationWriter.Write(output, EvaluationReporter.Report(options, ranks, transfers, searches, isComplete: counter.Done == plan.Count), options.Output);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Runs on all cores; results are in the tasks' order, whatever finished first. When cancelled, those that there are.</summary>
    static IReadOnlyList<TResult> Each<TTask, TResult>(IReadOnlyList<TTask> tasks, Func<TTask, TResult?> run, ProgressCounter counter, CancellationToken cancellation)
        where TResult : class
    {
        var results = new TResult?[tasks.Count];
        try
        {
            // One after the other from the front, so that long tasks at the end of a range do not wait for each other.
            Parallel.ForEach(
                Partitioner.Create(Enumerable.Range(0, tasks.Count), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i =>
                {
                    results[i] = run(tasks[i]);
                    counter.Advance();
                });
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<BenchException>().FirstOrDefault() is { } failure)
        {
            throw failure;
        }
        catch (Exception stopped) when (cancellation.IsCancellationRequested && IsCancellation(stopped))
        {
            // Hours of fits are not thrown away because the rest is not waited for.
        }

        return [.. results.OfType<TResult>()];
    }

    static bool IsCancellation(Exception stopped) =>
        stopped is OperationCanceledException || (stopped is AggregateException all && all.InnerExceptions.All(IsCancellation));

    /// <summary>A kind that a space has nothing for is told and left out; the others go on.</summary>
    static RankResult? RankOrNothing(RankTask task, int members, ConcurrentDictionary<string, string> failures, CancellationToken cancellation)
    {
        try
        {
            return RankRunner.Run(task, members, cancellation);
        }
        catch (SurrogateFitException unsuited)
        {
            failures.TryAdd($"{task.Kind} of {task.Cells.Problem.Name} from {task.Size}", unsuited.Message);
            return null;
        }
    }
}
