namespace Serverless.Worker.Leasing;

/// <summary>The searches that jobs are worked on for. Safe to share between threads.</summary>
sealed class SearchesWorkedFor
{
    readonly Lock _gate = new();
    readonly List<string> _now = [];
    readonly HashSet<string> _recent = new(StringComparer.Ordinal);

    /// <value>Whether <see cref="Take"/> has something to tell, or a job that belongs to no search is worked on.</value>
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

    /// <summary>Notes that a job of a search is worked on, until what is given back is disposed.</summary>
    public IDisposable Begin(string searchId)
    {
        lock (_gate)
        {
            _now.Add(searchId);
            _recent.Add(searchId);
        }

        return new Ending(this, searchId);
    }

    /// <summary>Those of jobs at this moment, and of jobs that ended since this was last called; in ordinal order.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            string[] taken = [.. _recent.Where(search => search.Length > 0).Order(StringComparer.Ordinal)];
            _recent.Clear();
            _recent.UnionWith(_now);
            return taken;
        }
    }

    sealed class Ending(SearchesWorkedFor searches, string searchId) : IDisposable
    {
        public void Dispose()
        {
            lock (searches._gate)
            {
                searches._now.Remove(searchId);
            }
        }
    }
}
