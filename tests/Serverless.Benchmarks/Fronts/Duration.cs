using System.Diagnostics;

namespace Serverless.Benchmarks.Fronts;

/// <summary>How long one call takes on the calling thread, in milliseconds.</summary>
/// <param name="Median">Of the calls.</param>
/// <param name="Least">What the machine can do when nothing else runs on it.</param>
readonly record struct Duration(double Median, double Least)
{
    const int MostCalls = 301;
    const int FewestCalls = 5;

    /// <summary>The just-in-time compiler rewrites a method in the background after some calls: so long it is given, and calls to count.</summary>
    static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);

    static readonly TimeSpan Share = TimeSpan.FromSeconds(1);

    /// <summary>Measures a call that is repeated until a second has passed, after a warm-up.</summary>
    internal static Duration Of(Action call)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
        {
            call();
        }

        var times = new List<double>();
        for (var clock = Stopwatch.StartNew(); times.Count < FewestCalls || (clock.Elapsed < Share && times.Count < MostCalls);)
        {
            times.Add(Once(call));
        }

        times.Sort();
        return new Duration(times[times.Count / 2], times[0]);
    }

    /// <summary>Measures a single call, for what takes so long that nothing else matters.</summary>
    internal static double Once(Action call)
    {
        var started = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
