using Serverless.Application.Storage;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Documents;

/// <summary>How every document store lists documents.</summary>
public abstract class DocumentListingTests(Func<Task<TestStorage>> open) : IAsyncLifetime
{
    readonly string _prefix = TestStorage.NewId();
    TestStorage? _storage;

    IDocumentStore Store => _storage!.Documents;

    public async ValueTask InitializeAsync() => _storage = await open();

    public async ValueTask DisposeAsync()
    {
        await _storage!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task List_Prefix_GivesItsNamesInOrdinalOrder()
    {
        await WriteAsync("b", "a", "B", "a-1", "a/x", "a0", "10", "9");

        var names = await ToListAsync(Store.ListAsync(BlobPaths.Devices, _prefix + "/", null, CancellationToken.None));

        names.ShouldBe(names.Order(StringComparer.Ordinal));
        names.Count.ShouldBe(8);
        names[0].ShouldBe(_prefix + "/10");
    }

    [Fact]
    public async Task List_AfterEachName_GivesTheRest()
    {
        await WriteAsync("c", "a", "b");
        var all = await ToListAsync(Store.ListAsync(BlobPaths.Devices, _prefix + "/", null, CancellationToken.None));

        foreach (var after in all)
        {
            var rest = await ToListAsync(Store.ListAsync(BlobPaths.Devices, _prefix + "/", after, CancellationToken.None));

            rest.ShouldBe(all.SkipWhile(name => name != after).Skip(1));
        }
    }

    [Fact]
    public async Task List_NothingBelow_IsEmpty() =>
        (await ToListAsync(Store.ListAsync(BlobPaths.Devices, _prefix, null, CancellationToken.None))).ShouldBeEmpty();

    [Fact]
    public async Task ListFolders_NamesThatPrefixEachOther_AreInOrdinalOrder()
    {
        await Store.TryCreateBytesAsync(new BlobPath(BlobPaths.Evaluations, $"{_prefix}-b/x"), new byte[1], CancellationToken.None);
        await Store.TryCreateBytesAsync(new BlobPath(BlobPaths.Evaluations, $"{_prefix}/x"), new byte[1], CancellationToken.None);
        await Store.TryCreateBytesAsync(new BlobPath(BlobPaths.Evaluations, $"{_prefix}/y/z"), new byte[1], CancellationToken.None);

        var folders = await ToListAsync(Store.ListFoldersAsync(BlobPaths.Evaluations, CancellationToken.None));

        folders.Where(folder => folder.StartsWith(_prefix, StringComparison.Ordinal)).ShouldBe([_prefix, _prefix + "-b"]);
        (await ToListAsync(Store.ListFoldersAsync(BlobPaths.Evaluations, $"{_prefix}/", CancellationToken.None))).ShouldBe(["y"]);
    }

    async Task WriteAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Store.TryCreateBytesAsync(new BlobPath(BlobPaths.Devices, $"{_prefix}/{name}"), new byte[1], CancellationToken.None);
        }
    }

    static async Task<List<string>> ToListAsync(IAsyncEnumerable<string> names) => await names.ToListAsync();
}

public sealed class BlobListingTests(AzuriteFixture azurite) : DocumentListingTests(() => TestStorage.InitialiseAsync(azurite.ConnectionString));

public sealed class InMemoryListingTests() : DocumentListingTests(TestStorage.InMemoryAsync);
