using System.Collections.Concurrent;

namespace Serverless.Application.Leases;

/// <summary>Remembers until when jobs are leased, so that a program which asks again and again costs no reading of each.</summary>
/// <remarks>A lease is only ever made longer, or its job ends: what is remembered here never keeps a job back that is free.</remarks>
public sealed class HeldLeases(TimeProvider time)
{
    const int MostKept = 10_000;

    readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    public void Remember(string jobId, DateTimeOffset until)
    {
        if (_until.Count >= MostKept)
        {
            _until.Clear();
        }

        _until[jobId] = until;
    }

    /// <summary>Whether it is leased for sure; false also when that has to be looked up.</summary>
    public bool IsHeld(string jobId) => _until.TryGetValue(jobId, out var until) && time.GetUtcNow() < until;
}
