using Serverless.Core.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>Tracks the jobs in progress, and the searches that they belong to. Thread-safe.</summary>
sealed class SearchesWorkedFor(TimeProvider time)
{
    readonly Lock _gate = new();
    readonly List<RunningJob> _now = [];
    readonly HashSet<string> _recent = new(StringComparer.Ordinal);

    /// <value>Whether <see cref="Take"/> would return a search, or a job that belongs to no search is in progress.</value>
    public bool Any
    {
        get
        {
            lock (_gate)
            {
                return _now.Count + _recent.Count > 0;
            }
        }
    }

    /// <value>The jobs in progress, the oldest first.</value>
    public IReadOnlyList<RunningJob> Jobs
    {
        get
        {
            lock (_gate)
            {
                return [.. _now];
            }
        }
    }

    /// <summary>Records that a job is in progress, until the returned object is disposed.</summary>
    public IDisposable Begin(Job job)
    {
        var running = new RunningJob(job.Id, job.Kind, job.SearchId, time.GetUtcNow());
        lock (_gate)
        {
            _now.Add(running);
            _recent.Add(job.SearchId);
        }

        return new Ending(this, running);
    }

    /// <summary>Returns the searches of jobs in progress, and of jobs that ended since the last call, in ordinal order.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            string[] taken = [.. _recent.Where(search => search.Length > 0).Order(StringComparer.Ordinal)];
            _recent.Clear();
            _recent.UnionWith(_now.Select(job => job.SearchId));
            return taken;
        }
    }

    sealed class Ending(SearchesWorkedFor searches, RunningJob running) : IDisposable
    {
        public void Dispose()
        {
            lock (searches._gate)
            {
                searches._now.Remove(running);
            }
        }
    }
}
