using System.Text;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Documents;

/// <summary>The rules that every document store follows.</summary>
public abstract class DocumentStoreTests(Func<Task<TestStorage>> open) : IAsyncLifetime
{
    readonly string _id = TestStorage.NewId();
    TestStorage? _storage;

    IDocumentStore Store => _storage!.Documents;

    BlobPath Path => BlobPaths.JobWithdrawal(_id);

    public async ValueTask InitializeAsync() => _storage = await open();

    public async ValueTask DisposeAsync()
    {
        await _storage!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_MissingBlob_GivesNull() =>
        (await Store.FindAsync(Path, CoreJson.Default.JobWithdrawal, CancellationToken.None)).ShouldBeNull();

    [Fact]
    public async Task Read_MissingBlob_NamesIt()
    {
        var error = await Should.ThrowAsync<DocumentException>(() => Store.ReadAsync(Path, CoreJson.Default.JobWithdrawal, CancellationToken.None));

        error.Path.ShouldBe(Path);
        error.Message.ShouldContain(Path.ToString());
    }

    [Fact]
    public async Task Create_Twice_KeepsTheFirst()
    {
        (await CreateAsync("first")).ShouldBeTrue();
        (await CreateAsync("second")).ShouldBeFalse();

        (await ReadAsync()).Value.Reason.ShouldBe("first");
    }

    [Fact]
    public async Task Create_FiftyAtOnce_OneWins()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, 50).Select(writer => CreateAsync($"writer {writer}")));

        wins.Count(won => won).ShouldBe(1);
        (await ReadAsync()).Value.Reason.ShouldBe($"writer {Array.IndexOf(wins, true)}");
    }

    [Fact]
    public async Task Delete_CurrentVersion_IsGone()
    {
        await CreateAsync("old");
        var version = (await ReadAsync()).Version;

        (await Store.TryDeleteAsync(Path, version, CancellationToken.None)).ShouldBeTrue();

        (await Store.FindVersionAsync(Path, CancellationToken.None)).ShouldBeNull();
        (await Store.TryDeleteAsync(Path, version, CancellationToken.None)).ShouldBeTrue("it is gone already");
    }

    [Fact]
    public async Task Delete_OldVersion_LeavesTheNewOne()
    {
        await CreateAsync("old");
        var version = (await ReadAsync()).Version;
        await ReplaceAsync("new", version);

        (await Store.TryDeleteAsync(Path, version, CancellationToken.None)).ShouldBeFalse();

        (await ReadAsync()).Value.Reason.ShouldBe("new");
    }

    [Fact]
    public async Task Replace_CurrentVersion_Replaces()
    {
        await CreateAsync("old");

        (await ReplaceAsync("new", (await ReadAsync()).Version)).ShouldBeTrue();

        (await ReadAsync()).Value.Reason.ShouldBe("new");
    }

    [Fact]
    public async Task Replace_StaleVersion_LeavesTheBlobAlone()
    {
        await CreateAsync("old");
        var stale = (await ReadAsync()).Version;
        await ReplaceAsync("new", stale);

        (await ReplaceAsync("lost", stale)).ShouldBeFalse();

        (await ReadAsync()).Value.Reason.ShouldBe("new");
    }

    [Fact]
    public async Task Replace_FiftyAtOnceFromOneVersion_OneWins()
    {
        await CreateAsync("old");
        var version = (await ReadAsync()).Version;

        var wins = await Task.WhenAll(Enumerable.Range(0, 50).Select(writer => ReplaceAsync($"writer {writer}", version)));

        wins.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task Replace_MissingBlob_GivesFalse() => (await ReplaceAsync("new", "\"0x8D0000000000000\"")).ShouldBeFalse();

    [Fact]
    public async Task FindVersion_UnreadableBlob_GivesWhatReplacesIt()
    {
        await Store.TryCreateBytesAsync(Path, "{"u8.ToArray(), CancellationToken.None);

        var version = await Store.FindVersionAsync(Path, CancellationToken.None);

        (await ReplaceAsync("mended", version!)).ShouldBeTrue();
        (await ReadAsync()).Value.Reason.ShouldBe("mended");
    }

    [Fact]
    public async Task FindVersion_MissingBlob_GivesNull() => (await Store.FindVersionAsync(Path, CancellationToken.None)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"reason":null}""")]
    [InlineData("""{"reason":7}""")]
    public async Task Find_MalformedContent_NamesTheBlob(string content)
    {
        await Store.TryCreateBytesAsync(Path, Encoding.UTF8.GetBytes(content), CancellationToken.None);

        var error = await Should.ThrowAsync<DocumentException>(() => Store.FindAsync(Path, CoreJson.Default.JobWithdrawal, CancellationToken.None));

        error.Message.ShouldContain(Path.ToString());
        error.Message.ShouldContain("Restore it");
    }

    [Fact]
    public async Task Find_JsonNestedThousandsDeep_NamesTheBlob()
    {
        await Store.TryCreateBytesAsync(Path, Encoding.UTF8.GetBytes($$"""{"reason":{{new string('[', 100_000)}}"""), CancellationToken.None);

        await Should.ThrowAsync<DocumentException>(() => Store.FindAsync(Path, CoreJson.Default.JobWithdrawal, CancellationToken.None));
    }

    [Fact]
    public async Task Bytes_WrittenOnce_AreReadBack()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);

        (await Store.TryCreateBytesAsync(Path, content, CancellationToken.None)).ShouldBeTrue();
        (await Store.TryCreateBytesAsync(Path, new byte[1], CancellationToken.None)).ShouldBeFalse();

        (await Store.ReadBytesAsync(Path, CancellationToken.None)).ShouldBe(content);
    }

    [Fact]
    public async Task ReplaceBytes_OfAnOlderVersion_IsRefused()
    {
        (await Store.FindBytesAsync(Path, CancellationToken.None)).ShouldBeNull();
        await Store.TryCreateBytesAsync(Path, "1"u8.ToArray(), CancellationToken.None);
        var read = (await Store.FindBytesAsync(Path, CancellationToken.None)).ShouldNotBeNull();

        (await Store.TryReplaceBytesAsync(Path, "2"u8.ToArray(), read.Version, CancellationToken.None)).ShouldBeTrue();
        (await Store.TryReplaceBytesAsync(Path, "3"u8.ToArray(), read.Version, CancellationToken.None)).ShouldBeFalse();

        (await Store.ReadBytesAsync(Path, CancellationToken.None)).ShouldBe("2"u8.ToArray());
    }

    [Fact]
    public async Task WriteBytes_OverTheVersionOfTheWriteBefore_NeedsNoReading()
    {
        var first = (await Store.TryWriteBytesAsync(Path, "1"u8.ToArray(), null, CancellationToken.None)).ShouldNotBeNull();
        (await Store.TryWriteBytesAsync(Path, "other"u8.ToArray(), null, CancellationToken.None)).ShouldBeNull("it is there");

        var second = (await Store.TryWriteBytesAsync(Path, "2"u8.ToArray(), first, CancellationToken.None)).ShouldNotBeNull();

        (await Store.TryWriteBytesAsync(Path, "3"u8.ToArray(), first, CancellationToken.None)).ShouldBeNull("it has changed");
        (await Store.FindBytesAsync(Path, CancellationToken.None)).ShouldNotBeNull().Version.ShouldBe(second);
        (await Store.ReadBytesAsync(Path, CancellationToken.None)).ShouldBe("2"u8.ToArray());
        await Store.TryDeleteAsync(Path, second, CancellationToken.None);
        (await Store.TryWriteBytesAsync(Path, "3"u8.ToArray(), second, CancellationToken.None)).ShouldBeNull("it is gone");
    }

    [Fact]
    public async Task ReadBytes_MissingBlob_NamesIt() =>
        (await Should.ThrowAsync<DocumentException>(() => Store.ReadBytesAsync(Path, CancellationToken.None))).Path.ShouldBe(Path);

    [Fact]
    public async Task Find_MissingContainer_IsNoMissingDocument()
    {
        var nowhere = new BlobPath("no-such-container", "x.json");

        var error = await Should.ThrowAsync<StorageException>(
            () => Store.FindAsync(nowhere, CoreJson.Default.JobWithdrawal, CancellationToken.None));

        error.Message.ShouldContain("no-such-container");
    }

    [Fact]
    public async Task Initialise_Again_KeepsWhatIsThere()
    {
        await CreateAsync("kept");

        await Store.InitialiseAsync(CancellationToken.None);

        (await ReadAsync()).Value.Reason.ShouldBe("kept");
    }

    Task<bool> CreateAsync(string reason) =>
        Store.TryCreateAsync(Path, new JobWithdrawal(reason), CoreJson.Default.JobWithdrawal, CancellationToken.None);

    Task<bool> ReplaceAsync(string reason, string version) =>
        Store.TryReplaceAsync(Path, new JobWithdrawal(reason), version, CoreJson.Default.JobWithdrawal, CancellationToken.None);

    Task<Versioned<JobWithdrawal>> ReadAsync() => Store.ReadAsync(Path, CoreJson.Default.JobWithdrawal, CancellationToken.None);
}

public sealed class BlobDocumentStoreTests(AzuriteFixture azurite) : DocumentStoreTests(() => TestStorage.InitialiseAsync(azurite.ConnectionString));

public sealed class InMemoryDocumentStoreTests() : DocumentStoreTests(TestStorage.InMemoryAsync);
