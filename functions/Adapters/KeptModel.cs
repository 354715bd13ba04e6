namespace Serverless.Functions.Adapters;

/// <summary>A model that its first user opens, once. Its owner counts the users under the owner's lock.</summary>
sealed class KeptModel<T> : IDisposable
    where T : class, IDisposable
{
    readonly SemaphoreSlim _opening = new(1, 1);
    T? _model;

    public int Users { get; set; }

    public long LastUse { get; set; }

    public bool IsOpen => _model is not null;

    /// <summary>Returns the model, opening it if necessary; a failed attempt is repeated by the next caller.</summary>
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
