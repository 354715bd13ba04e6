using System.Reflection;
using Serverless.Application.Storage;

namespace Serverless.Worker.Tests;

/// <summary>A store that runs a test's action before it overwrites bytes.</summary>
public class HookedStore : DispatchProxy
{
    IDocumentStore? _store;
    Func<Task>? _before;

    public static IDocumentStore Of(IDocumentStore store, Func<Task> before)
    {
        var hooked = Create<IDocumentStore, HookedStore>();
        ((HookedStore)(object)hooked)._store = store;
        ((HookedStore)(object)hooked)._before = before;
        return hooked;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IDocumentStore.TryWriteBytesAsync)
            ? WriteAsync(targetMethod, args)
            : targetMethod.Invoke(_store, args);

    async Task<string?> WriteAsync(MethodInfo method, object?[]? arguments)
    {
        await _before!();
        return await (Task<string?>)method.Invoke(_store, arguments)!;
    }
}
