using System.Security.Cryptography;
using Serverless.Application.Storage;
using Serverless.Storage.Documents;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Documents;

public sealed class BlobDatasetStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    // More than one block, and of CIFAR-10's length.
    static readonly byte[] Content = RandomBytes(3_073 * 1_500);

    readonly string _name = TestStorage.NewId() + ".bin";
    TestStorage? _storage;

    IDatasetStore Store => _storage!.Datasets;

    public async ValueTask InitializeAsync() => _storage = await TestStorage.InitialiseAsync(azurite.ConnectionString);

    public ValueTask DisposeAsync() => _storage!.DisposeAsync();

    [Fact]
    public async Task TryAdd_NewFile_IsThereByteForByteAndOnce()
    {
        var added = await AddAsync(Content, SumOf(Content));
        var again = await AddAsync(Content, null);

        (added.Outcome, again.Outcome).ShouldBe((DatasetAdditionOutcome.Added, DatasetAdditionOutcome.AlreadyThere));
        added.Sha256.ShouldBe(SumOf(Content));
        (await FindAsync()).ShouldBe(Content);
    }

    [Fact]
    public async Task TryAdd_NameOfAnotherFile_ChangesNothing()
    {
        await AddAsync(Content, null);

        (await AddAsync(RandomBytes(3_073), null)).Outcome.ShouldBe(DatasetAdditionOutcome.NameTaken);
        (await FindAsync()).ShouldBe(Content);
    }

    [Fact]
    public async Task TryAdd_FileThatCameAnotherWay_IsComparedByItsContent()
    {
        await _storage!.Documents.TryCreateBytesAsync(BlobPaths.DatasetBlob(_name), Content, CancellationToken.None);

        (await AddAsync(Content, null)).Outcome.ShouldBe(DatasetAdditionOutcome.AlreadyThere);
    }

    [Fact]
    public async Task TryAdd_OtherSum_KeepsNothing()
    {
        (await AddAsync(Content, new string('0', 64))).Outcome.ShouldBe(DatasetAdditionOutcome.OtherSum);
        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task TryAdd_UnknownFormat_KeepsNothing()
    {
        (await AddAsync([.. "a,b\n1,2\n"u8], null)).Outcome.ShouldBe(DatasetAdditionOutcome.UnknownFormat);
        (await AddAsync([], null)).Outcome.ShouldBe(DatasetAdditionOutcome.UnknownFormat);
        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task TryAdd_TooLarge_StopsReading()
    {
        const int Limit = 1024 * 1024;
        var store = new BlobDatasetStore(_storage!.Clients) { MaximumBytes = Limit };
        using var content = new MemoryStream(new byte[8 * Limit]);

        (await store.TryAddAsync(_name, content, null, CancellationToken.None)).Outcome.ShouldBe(DatasetAdditionOutcome.TooLarge);

        content.Position.ShouldBeLessThan(content.Length);
        (await FindAsync()).ShouldBeNull();
    }

    async Task<DatasetAddition> AddAsync(byte[] content, string? sum)
    {
        using var stream = new MemoryStream(content);
        return await Store.TryAddAsync(_name, stream, sum, CancellationToken.None);
    }

    async Task<byte[]?> FindAsync() =>
        (await _storage!.Documents.FindBytesAsync(BlobPaths.DatasetBlob(_name), CancellationToken.None))?.Value;

    static string SumOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        bytes[0] = 1;
        return bytes;
    }
}
