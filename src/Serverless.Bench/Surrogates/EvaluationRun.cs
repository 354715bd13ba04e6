namespace Serverless.Bench.Surrogates;

/// <summary>Does tasks, one after the other in each process.</summary>
/// <remarks>Two fits at once in one process are not safe: see <see cref="Generators.DeviceRunner"/>.</remarks>
static class EvaluationRun
{
    /// <summary>Does what the journal does not have; results are in the tasks' order, whatever finished first. When cancelled, those that there are.</summary>
    /// <param name="tasks">All.</param>
    /// <param name="journal">Keeps each result; null: none does.</param>
    /// <param name="counter">Told of each.</param>
    /// <param name="processes">Does units, from several threads; null: this process does.</param>
    /// <param name="cancellation">Ends the run.</param>
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
            // Hours of fits are not thrown away because the rest is not waited for.
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

/// <summary>Tasks that one process does one after the other.</summary>
/// <param name="Name">For people.</param>
/// <param name="Places">Of the tasks, among all.</param>
sealed record EvaluationUnit(string Name, IReadOnlyList<int> Places);
