namespace Serverless.LocalHost.Protocol;

/// <summary>Pending responses, by id. When the other side ends, they fail, and so do those requested later.</summary>
sealed class PendingAnswers<T>
{
    readonly Dictionary<string, TaskCompletionSource<T>> _waiting = [];
    Exception? _end;

    /// <summary>Returns a task for a response; it fails at once when none can arrive.</summary>
    public Task<T> Expect(string id)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_end is { } end)
            {
                answer.SetException(end);
            }
            else
            {
                _waiting.Add(id, answer);
            }
        }

        return answer.Task;
    }

    /// <summary>Completes a response; one that nobody waits for is dropped.</summary>
    public void Complete(string id, T answer)
    {
        TaskCompletionSource<T>? waiting;
        lock (_waiting)
        {
            _waiting.Remove(id, out waiting);
        }

        waiting?.TrySetResult(answer);
    }

    /// <summary>Fails all responses, pending and future.</summary>
    public void End(Exception why)
    {
        TaskCompletionSource<T>[] abandoned;
        lock (_waiting)
        {
            _end ??= why;
            abandoned = [.. _waiting.Values];
            _waiting.Clear();
        }

        foreach (var answer in abandoned)
        {
            answer.TrySetException(why);
        }
    }
}
