namespace Serverless.Functions.Adapters;

/// <summary>A model that is opened once, by its first user. Counted by its keeper, under the keeper's lock.</summary>
sealed class KeptModel<T> : IDisposable
    where T : class, IDisposable
{
    readonly SemaphoreSlim _opening = new(1, 1);
    T? _model;

    public int Users { get; set; }

    public long LastUse { get; set; }

    public bool IsOpen => _model is not null;

    /// <summary>The model; one that could not be opened is tried again by the next caller.</summary>
    public async Task<T> OpenAsync(Func<Task<T>> open)
    {
        await _opening.WaitAsync();
        try
        {
            return _model ??= await open();
        }
        finally
        {
            _opening.Release();
        }
    }

    public void Dispose()
    {
        _model?.Dispose();
        _opening.Dispose();
    }
}
