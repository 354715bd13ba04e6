namespace Serverless.Functions.Adapters;

/// <summary>Keeps the most recently used models open between invocations.</summary>
/// <param name="most">The number of models to keep besides those in use.</param>
sealed class KeptModels<T>(int most) : IDisposable
    where T : class, IDisposable
{
    readonly Lock _gate = new();
    readonly Dictionary<string, KeptModel<T>> _kept = [];
    long _uses;

    /// <summary>Uses a model, which stays open in the meantime.</summary>
    /// <param name="key">The key of the model.</param>
    /// <param name="open">Opens the model if it is not kept.</param>
    /// <param name="use">The function to call with the model.</param>
    public async Task<TResult> UseAsync<TResult>(string key, Func<Task<T>> open, Func<T, TResult> use)
    {
        var kept = Take(key);
        try
        {
            return use(await kept.OpenAsync(open));
        }
        finally
        {
            Release(key, kept);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var kept in _kept.Values)
            {
                kept.Dispose();
            }

            _kept.Clear();
        }
    }

    KeptModel<T> Take(string key)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(key, out var kept))
            {
                _kept[key] = kept = new KeptModel<T>();
            }

            kept.Users++;
            kept.LastUse = ++_uses;
            return kept;
        }
    }

    // A model that could not be opened is not kept, so that the next caller tries again. A model in use is never closed, whatever the bound.
    void Release(string key, KeptModel<T> released)
    {
        lock (_gate)
        {
            released.Users--;
            foreach (var (other, kept) in _kept.Where(entry => entry.Value.Users == 0).OrderBy(entry => entry.Value.LastUse).ToArray())
            {
                if (_kept.Count > most || (other == key && !kept.IsOpen))
                {
                    _kept.Remove(other);
                    kept.Dispose();
                }
            }
        }
    }
}
