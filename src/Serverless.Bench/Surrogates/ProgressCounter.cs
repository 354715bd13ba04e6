using System.Diagnostics;

namespace Serverless.Bench.Surrogates;

/// <summary>Tells now and then how far a run is. Safe to share between threads.</summary>
sealed class ProgressCounter(TextWriter output, int total)
{
    const int SecondsBetweenLines = 15;

    readonly Lock _writing = new();
    readonly long _started = Stopwatch.GetTimestamp();
    long _told = Stopwatch.GetTimestamp();
    int _done;

    public void Advance()
    {
        lock (_writing)
        {
            _done++;
            if (Stopwatch.GetElapsedTime(_told).TotalSeconds >= SecondsBetweenLines)
            {
                _told = Stopwatch.GetTimestamp();
                output.WriteLine(FormattableString.Invariant($"{_done} of {total} after {Stopwatch.GetElapsedTime(_started).TotalSeconds:0} s"));
            }
        }
    }
}
