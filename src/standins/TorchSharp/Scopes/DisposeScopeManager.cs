namespace TorchSharp;

/// <summary>Knows each thread's innermost <see cref="DisposeScope"/>.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    static DisposeScopeManager? _current;

    internal static DisposeScopeManager ThreadSingleton => _current ??= new DisposeScopeManager();

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    internal DisposeScope NewDisposeScope() => CurrentDisposeScope = new DisposeScope(this);

    /// <summary>Takes the scope out, wherever it stands: scopes may end in another order than they began.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (ReferenceEquals(CurrentDisposeScope, scope))
        {
            CurrentDisposeScope = scope.OuterScope;
            return;
        }

        for (var inner = CurrentDisposeScope; inner is not null; inner = inner.OuterScope)
        {
            if (ReferenceEquals(inner.OuterScope, scope))
            {
                inner.OuterScope = scope.OuterScope;
                return;
            }
        }
    }
}
