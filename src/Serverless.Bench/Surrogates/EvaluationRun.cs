namespace Serverless.Bench.Surrogates;

/// <summary>Runs tasks, one after the other in each process.</summary>
/// <remarks>Two concurrent fits in one process are not safe: see <see cref="Generators.DeviceRunner"/>.</remarks>
static class EvaluationRun
{
    /// <summary>
    /// Runs the tasks that are not in the journal. Results are in the order of the tasks, whichever finished first; after cancellation, those that
    /// exist are returned.
    /// </summary>
    /// <param name="tasks">All tasks.</param>
    /// <param name="journal">The journal that stores each result; null for none.</param>
    /// <param name="counter">The counter to which each finished task is reported.</param>
    /// <param name="processes">The processes that run units, from several threads; null to run them in this process.</param>
    /// <param name="cancellation">A token that ends the run.</param>
    public static JournalLine?[] Each(
        IReadOnlyList<EvaluationTask> tasks, EvaluationJournal? journal, ProgressCounter counter, EvaluationProcesses? processes, CancellationToken cancellation)
    {
        JournalLine?[] results = [.. tasks.Select(task => journal?.Find(task.Key))];
        foreach (var (task, _) in tasks.Zip(results).Where(pair => pair.Second is not null))
        {
            counter.Skip(task.Group);
        }

        IReadOnlyList<EvaluationUnit> units =
        [
            .. Enumerable.Range(0, tasks.Count).Where(i => results[i] is null).GroupBy(i => tasks[i].Unit)
                .Select(unit => new EvaluationUnit(unit.Key, [.. unit])),
        ];
        try
        {
            if (processes is null)
            {
                DoHere(units);
            }
            else
            {
                processes.Do(units, Done, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Results of hours of fits are kept even though the rest is not waited for.
        }

        return results;

        void DoHere(IEnumerable<EvaluationUnit> some)
        {
            foreach (var place in some.SelectMany(unit => unit.Places))
            {
                cancellation.ThrowIfCancellationRequested();
                var started = TimeProvider.System.GetTimestamp();
                var line = tasks[place].Run();
                Done(place, line, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
            }
        }

        void Done(int place, JournalLine line, double seconds)
        {
            journal?.Append(line);
            results[place] = line;
            counter.Advance(tasks[place].Group, seconds);
        }
    }
}

/// <summary>Tasks that one process runs one after the other.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Places">The indices of the tasks among all tasks.</param>
sealed record EvaluationUnit(string Name, IReadOnlyList<int> Places);
