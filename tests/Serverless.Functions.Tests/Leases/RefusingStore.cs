using System.Reflection;
using Serverless.Application.Storage;

namespace Serverless.Functions.Tests.Leases;

/// <summary>A store that fails when one certain blob is read.</summary>
public class RefusingStore : DispatchProxy
{
    IDocumentStore? _store;
    BlobPath _refused;

    public static IDocumentStore Of(IDocumentStore store, BlobPath refused)
    {
        var refusing = Create<IDocumentStore, RefusingStore>();
        ((RefusingStore)(object)refusing)._store = store;
        ((RefusingStore)(object)refusing)._refused = refused;
        return refusing;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        args!.OfType<BlobPath>().Contains(_refused) ? throw new StorageException("It does not answer.") : targetMethod!.Invoke(_store, args);
}
