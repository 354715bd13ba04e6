namespace Serverless.LocalHost.Http;

/// <summary>Lets requests through to what answers them while there is such a thing, and waits for those that are under way.</summary>
sealed class RequestGate
{
    readonly HashSet<HttpContext> _running = [];
    RequestDelegate? _handle;
    TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Has requests answered by <paramref name="handle"/> from now on.</summary>
    public void Open(RequestDelegate handle)
    {
        lock (_running)
        {
            _handle = handle;
        }
    }

    /// <summary>Answers 503 from now on, and waits for the requests that were let through; those that take longer are cut off.</summary>
    /// <param name="limit">What they have to end by themselves, and again once they are cut off.</param>
    /// <exception cref="TimeoutException">Some go on in spite of that.</exception>
    public async Task CloseAsync(TimeSpan limit)
    {
        Task empty;
        lock (_running)
        {
            _handle = null;
            if (_running.Count == 0)
            {
                return;
            }

            _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
            empty = _empty.Task;
        }

        if (await Task.WhenAny(empty, Task.Delay(limit)) != empty)
        {
            CutOff();
            await empty.WaitAsync(limit);
        }
    }

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (Enter(context) is not { } handle)
        {
            await HostProblem.Starting.WriteAsync(context);
            return;
        }

        try
        {
            await handle(context);
        }
        finally
        {
            Leave(context);
        }
    }

    RequestDelegate? Enter(HttpContext context)
    {
        lock (_running)
        {
            if (_handle is not null)
            {
                _running.Add(context);
            }

            return _handle;
        }
    }

    void Leave(HttpContext context)
    {
        lock (_running)
        {
            _running.Remove(context);
            if (_handle is null && _running.Count == 0)
            {
                _empty.TrySetResult();
            }
        }
    }

    void CutOff()
    {
        List<HttpContext> late;
        lock (_running)
        {
            late = [.. _running];
        }

        foreach (var context in late)
        {
            context.Abort();
        }
    }
}
