using System.Collections.Concurrent;

namespace Serverless.Bench.Surrogates;

/// <summary>Does tasks on all cores.</summary>
static class EvaluationRun
{
    /// <summary>Does what the journal does not have; results are in the tasks' order, whatever finished first. When cancelled, those that there are.</summary>
    public static JournalLine?[] Each(
        IReadOnlyList<EvaluationTask> tasks, EvaluationJournal? journal, ProgressCounter counter, CancellationToken cancellation)
    {
        JournalLine?[] results = [.. tasks.Select(task => journal?.Find(task.Key))];
        foreach (var (task, _) in tasks.Zip(results).Where(pair => pair.Second is not null))
        {
            counter.Skip(task.Group);
        }

        try
        {
            // One after the other from the front, so that long tasks at the end of a range do not wait for each other.
            Parallel.ForEach(
                Partitioner.Create(Enumerable.Range(0, tasks.Count).Where(i => results[i] is null).ToList(), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i =>
                {
                    var started = TimeProvider.System.GetTimestamp();
                    var line = tasks[i].Run();
                    journal?.Append(line);
                    results[i] = line;
                    counter.Advance(tasks[i].Group, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
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

        return results;
    }

    static bool IsCancellation(Exception stopped) =>
        stopped is OperationCanceledException || (stopped is AggregateException all && all.InnerExceptions.All(IsCancellation));
}
