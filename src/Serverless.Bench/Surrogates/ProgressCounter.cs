using System.Diagnostics;

namespace Serverless.Bench.Surrogates;

/// <summary>Tells how far a run is: when the first is done, then now and then. Safe to share between threads.</summary>
sealed class ProgressCounter(TextWriter output, int total)
{
    const int SecondsBetweenLines = 15;

    readonly Lock _writing = new();
    readonly long _started = Stopwatch.GetTimestamp();
    long _told;
    int _done;

    /// <value>How much is done.</value>
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

    public void Advance()
    {
        lock (_writing)
        {
            _done++;
            if (_done == 1 || Stopwatch.GetElapsedTime(_told).TotalSeconds >= SecondsBetweenLines)
            {
                _told = Stopwatch.GetTimestamp();
                output.WriteLine(FormattableString.Invariant($"{_done} of {total} after {Stopwatch.GetElapsedTime(_started).TotalSeconds:0} s"));
            }
        }
    }
}
