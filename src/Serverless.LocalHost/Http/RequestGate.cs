namespace Serverless.LocalHost.Http;

/// <summary>Passes requests to a handler while there is one, and waits for requests in progress.</summary>
sealed class RequestGate
{
    readonly HashSet<HttpContext> _running = [];
    RequestDelegate? _handle;
    TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Handles requests with <paramref name="handle"/> from now on.</summary>
    public void Open(RequestDelegate handle)
    {
        lock (_running)
        {
            _handle = handle;
        }
    }

    /// <summary>Responds with 503 from now on, and waits for the requests in progress; those that take too long are cancelled.</summary>
    /// <param name="limit">How long requests can take to end by themselves, and again after they are cancelled.</param>
    /// <exception cref="TimeoutException">Some requests continue nevertheless.</exception>
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

    /// <summary>Handles a request.</summary>
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
