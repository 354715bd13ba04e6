using System.Diagnostics;

namespace Serverless.Benchmarks.Scale;

/// <summary>Records the storage traffic in each tenth of a search.</summary>
/// <param name="evaluations">The number of evaluations of the whole search.</param>
/// <param name="meter">The meter that counts requests and bytes.</param>
sealed class Tenths(int evaluations, StorageMeter meter)
{
    const int Parts = 10;

    readonly Stopwatch _clock = Stopwatch.StartNew();
    readonly List<(int Evaluated, StorageUse Use, TimeSpan At)> _marks = [(0, meter.Read(), TimeSpan.Zero)];

    /// <summary>Notes how far the search has come.</summary>
    internal void Pass(int evaluated)
    {
        if (_marks.Count <= Parts && evaluated >= (long)evaluations * _marks.Count / Parts)
        {
            _marks.Add((evaluated, meter.Read(), _clock.Elapsed));
        }
    }

    /// <summary>What a candidate took in each part, on average.</summary>
    internal IReadOnlyList<CandidateUse> Each() =>
    [
        .. _marks.Zip(_marks.Skip(1), (before, after) =>
        {
            var (count, use) = ((double)(after.Evaluated - before.Evaluated), after.Use - before.Use);
            return new CandidateUse(use.Requests / count, use.Sent / count, use.Received / count, (after.At - before.At).TotalSeconds / count);
        }),
    ];
}

/// <summary>The cost of one candidate.</summary>
/// <param name="Requests">The number of requests to the storage service.</param>
/// <param name="Sent">The number of bytes sent.</param>
/// <param name="Received">The number of bytes received.</param>
/// <param name="Seconds">The time of the search, in seconds.</param>
readonly record struct CandidateUse(double Requests, double Sent, double Received, double Seconds);
