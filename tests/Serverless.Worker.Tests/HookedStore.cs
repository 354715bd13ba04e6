using System.Reflection;
using Serverless.Application.Storage;

namespace Serverless.Worker.Tests;

/// <summary>A store that runs a test's action before a method that returns a value.</summary>
public class HookedStore : DispatchProxy
{
    static readonly MethodInfo Call = typeof(HookedStore).GetMethod(nameof(CallAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    IDocumentStore? _store;
    string? _method;
    Func<CancellationToken, Task>? _before;

    /// <summary>Runs an action before bytes are overwritten.</summary>
    public static IDocumentStore Of(IDocumentStore store, Func<Task> before) => Of(store, nameof(IDocumentStore.TryWriteBytesAsync), _ => before());

    public static IDocumentStore Of(IDocumentStore store, string method, Func<CancellationToken, Task> before)
    {
        var hooked = Create<IDocumentStore, HookedStore>();
        var own = (HookedStore)(object)hooked;
        (own._store, own._method, own._before) = (store, method, before);
        return hooked;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name != _method
        ? targetMethod.Invoke(_store, args)
        : Call.MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments).Invoke(this, [targetMethod, args]);

    async Task<T> CallAsync<T>(MethodInfo method, object?[] arguments)
    {
        await _before!((CancellationToken)arguments[^1]!);
        return await (Task<T>)method.Invoke(_store, arguments)!;
    }
}
