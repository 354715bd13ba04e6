using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>
/// External events of one execution. Waiters of a name form a stack, so that the latest gets the next event; what nobody waits for is kept
/// in order. A waiter that gave up stays on the stack and swallows an event, as on Azure.
/// </summary>
sealed class EventMailbox(DataConverter converter)
{
    readonly Dictionary<string, Stack<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    readonly LinkedList<(string Name, string? Payload)> _buffer = [];

    /// <summary>Whether somebody waits and has not given up.</summary>
    internal bool HasWaiters => _waiters.Values.Any(stack => stack.Any(waiter => waiter.IsWaiting));

    /// <summary>Waits for the next event of a name.</summary>
    /// <exception cref="ArgumentException">Another waiter of that name asks for another type.</exception>
    internal Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        if (_waiters.TryGetValue(name, out var stack) && stack.TryPeek(out var latest) && latest.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {latest.Type.FullName} but was requested {typeof(T).FullName}.",
                nameof(name));
        }

        var source = new TaskCompletionSource<T>();
        if (!_waiters.TryGetValue(name, out stack))
        {
            _waiters.Add(name, stack = new Stack<Waiter>());
        }

        stack.Push(new Waiter(
            typeof(T),
            () => !source.Task.IsCompleted,
            payload => source.TrySetResult(converter.Deserialize<T>(payload)!),
            exception => source.TrySetException(exception)));
        if (TakeBuffered(name) is { } buffered)
        {
            TryDeliver(name, buffered.Payload);
        }

        cancellation.Register(() => source.TrySetCanceled(cancellation));
        return source.Task;
    }

    /// <summary>Gives an event to the latest waiter of its name; false when there is none.</summary>
    internal bool TryDeliver(string name, string? payload)
    {
        if (!_waiters.TryGetValue(name, out var stack) || !stack.TryPop(out var waiter))
        {
            return false;
        }

        if (stack.Count == 0)
        {
            _waiters.Remove(name);
        }

        waiter.Receive(payload);
        return true;
    }

    /// <summary>Keeps an event for a later waiter.</summary>
    internal void Keep(string name, string? payload) => _buffer.AddLast((name, payload));

    /// <summary>Takes all kept events, in the order of their arrival.</summary>
    internal List<(string Name, string? Payload)> TakeAll()
    {
        var all = _buffer.ToList();
        _buffer.Clear();
        return all;
    }

    (string Name, string? Payload)? TakeBuffered(string name)
    {
        for (var node = _buffer.First; node is not null; node = node.Next)
        {
            if (string.Equals(node.Value.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                _buffer.Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    sealed class Waiter(Type type, Func<bool> isWaiting, Action<string?> set, Action<Exception> fail)
    {
        internal Type Type => type;

        internal bool IsWaiting => isWaiting();

        internal void Receive(string? payload)
        {
            try
            {
                set(payload);
            }
#pragma warning disable CA1031 // whatever the converter throws, the waiting orchestrator is told
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fail(exception);
            }
        }
    }
}
