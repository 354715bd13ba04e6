using Serverless.Inference.Surrogates;

namespace Serverless.Functions.Adapters;

/// <summary>A scorer that is opened once, by its first user. Counted by its keeper, under the keeper's lock.</summary>
sealed class CachedScorer : IDisposable
{
    readonly SemaphoreSlim _opening = new(1, 1);
    SurrogateScorer? _scorer;

    public int Users { get; set; }

    public long LastUse { get; set; }

    public bool IsOpen => _scorer is not null;

    /// <summary>The scorer; one that could not be opened is tried again by the next caller.</summary>
    public async Task<SurrogateScorer> OpenAsync(Func<Task<SurrogateScorer>> open)
    {
        await _opening.WaitAsync();
        try
        {
            return _scorer ??= await open();
        }
        finally
        {
            _opening.Release();
        }
    }

    public void Dispose()
    {
        _scorer?.Dispose();
        _opening.Dispose();
    }
}
