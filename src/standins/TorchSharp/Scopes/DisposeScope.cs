namespace TorchSharp;

/// <summary>Collects the tensors made on this thread while it is the innermost scope, and disposes them with itself.</summary>
public sealed class DisposeScope : IDisposable
{
    // Tensors compare by value, so membership must go by reference.
    readonly HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);
    DisposeScopeManager? _manager;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    /// <summary>A copy of what the scope holds now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Live];

    public int DisposablesCount => Live.Count;

    internal DisposeScope? OuterScope { get; set; }

    HashSet<IDisposable> Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(_manager is null, this);
            return _disposables;
        }
    }

    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    /// <summary>Takes the object over from the scope that holds it, if any.</summary>
    public void Attach(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope?._disposables.Remove(tensor);
            tensor.OwningDisposeScope = this;
        }

        Live.Add(disposable);
    }

    public void Attach(params IDisposable[] disposables) => Array.ForEach(disposables, Attach);

    /// <summary>Gives the object up: from here on its holder disposes it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        MarkAsDisposed(disposable);
        return disposable;
    }

    public void Detach(params IDisposable[] disposables) => Array.ForEach(disposables, MarkAsDisposed);

    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        MarkAsDisposed(disposable);
        scope?.Attach(disposable);
        return disposable;
    }

    /// <summary>Hands the object to the scope around this one; without one it is detached.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(OuterScope, disposable);

    public (T1 First, T2 Second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    public void MoveToOuter(params IDisposable[] disposables) =>
        Array.ForEach(disposables, disposable => MoveToOther(OuterScope, disposable));

    public void DisposeEverything() => DisposeEverythingBut(Array.Empty<IDisposable>());

    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        var kept = new HashSet<IDisposable>(keep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in Live.Where(disposable => !kept.Contains(disposable)).ToArray())
        {
            MarkAsDisposed(disposable);
            disposable.Dispose();
        }
    }

    /// <summary>Forgets an object that was disposed elsewhere; tensors tell their scope themselves.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        Live.Remove(disposable);
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
        }
    }

    public void Dispose()
    {
        if (_manager is null)
        {
            return;
        }

        DisposeEverything();
        _manager.Remove(this);
        _manager = null;
    }

    /// <summary>Puts a tensor in the place of one whose handle it took over.</summary>
    internal static void Replace(torch.Tensor former, torch.Tensor successor)
    {
        var scope = former.OwningDisposeScope;
        if (scope is not null)
        {
            scope.MarkAsDisposed(former);
            scope.Attach(successor);
        }
    }
}
