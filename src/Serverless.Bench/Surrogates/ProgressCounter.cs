using System.Diagnostics;

namespace Serverless.Bench.Surrogates;

/// <summary>
/// Reports the progress of a run and about how long the rest will take: when the first task is done, then now and then. Safe to share between
/// threads.
/// </summary>
/// <remarks>The rest is assumed to take as long as similar tasks (a kind at a size), or as the mean of all tasks if there were none.</remarks>
/// <param name="output">The destination.</param>
/// <param name="groups">The group of each task.</param>
/// <param name="cores">The number of tasks that run at once.</param>
sealed class ProgressCounter(TextWriter output, IReadOnlyList<string> groups, int cores)
{
    const int SecondsBetweenLines = 15;

    readonly Lock _writing = new();
    readonly long _started = Stopwatch.GetTimestamp();
    readonly Dictionary<string, int> _left = groups.CountBy(group => group).ToDictionary();
    readonly Dictionary<string, (int Count, double Seconds)> _taken = [];
    long _told;
    int _done;

    /// <value>The number of finished tasks.</value>
    public int Done
    {
        get
        {
            lock (_writing)
            {
                return _done;
            }
        }
    }

    /// <summary>Counts a task that was done before.</summary>
    public void Skip(string group)
    {
        lock (_writing)
        {
            _done++;
            _left[group]--;
        }
    }

    /// <summary>Counts a task that has just been done.</summary>
    public void Advance(string group, double seconds)
    {
        lock (_writing)
        {
            _done++;
            _left[group]--;
            var (count, sum) = _taken.GetValueOrDefault(group);
            _taken[group] = (count + 1, sum + seconds);
            if (_told == 0 || Stopwatch.GetElapsedTime(_told).TotalSeconds >= SecondsBetweenLines)
            {
                _told = Stopwatch.GetTimestamp();
                output.WriteLine(FormattableString.Invariant(
                    $"{_done} of {groups.Count} after {Stopwatch.GetElapsedTime(_started).TotalSeconds:0} s, about {Left():0} s left"));
            }
        }
    }

    double Left()
    {
        var mean = _taken.Values.Sum(taken => taken.Seconds) / _taken.Values.Sum(taken => taken.Count);
        return _left.Sum(left => left.Value * (_taken.TryGetValue(left.Key, out var taken) ? taken.Seconds / taken.Count : mean)) / cores;
    }
}
