using System.Text;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Documents;

/// <summary>How every document store appends to logs.</summary>
public abstract class DocumentLogTests(Func<Task<TestStorage>> open) : IAsyncLifetime
{
    readonly string _id = TestStorage.NewId();
    TestStorage? _storage;

    BlobPath Path => BlobPaths.History(_id, 0);

    public async ValueTask InitializeAsync() => _storage = await open();

    public async ValueTask DisposeAsync()
    {
        await _storage!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_AtTheEnd_Adds()
    {
        (await AppendAsync("one,", 0)).ShouldBeTrue();
        (await AppendAsync("two", 4)).ShouldBeTrue();

        (await TailAsync(100)).ShouldBe((7, "one,two"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Append_ElsewhereThanAtTheEnd_AddsNothing(long length)
    {
        await AppendAsync("one,", 0);

        (await AppendAsync("two", length)).ShouldBeFalse();

        (await TailAsync(100)).ShouldBe((4, "one,"));
    }

    [Fact]
    public async Task Append_ToTheEndOfALogThatIsGone_AddsNothing()
    {
        (await AppendAsync("two", 4)).ShouldBeFalse();

        (await TailAsync(100)).ShouldBeNull();
    }

    [Fact]
    public async Task FindLarge_InParts_GivesTheWholeBlob()
    {
        await AppendAsync("0123456789", 0);
        var store = _storage!.Documents;

        foreach (var most in new[] { 1, 3, 5, 10, 11 })
        {
            Encoding.UTF8.GetString((await store.FindLargeAsync(Path, CancellationToken.None, most)).ShouldNotBeNull()).ShouldBe("0123456789", $"{most} at once");
        }

        (await store.FindLargeAsync(BlobPaths.History(_id, 1), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task ReadLarge_DocumentOverTheLimitOfASingleRead_ReadsIt()
    {
        var store = _storage!.Documents;
        var written = new ProposalLine { Generation = 7, Genotypes = new string('x', IDocumentStore.MaximumBytes) };
        (await store.TryCreateAsync(BlobPaths.Algorithm(_id, 7), written, CoreJson.Default.ProposalLine, CancellationToken.None)).ShouldBeTrue();

        (await store.ReadLargeAsync(BlobPaths.Algorithm(_id, 7), CoreJson.Default.ProposalLine, CancellationToken.None) == written).ShouldBeTrue();
    }

    [Fact]
    public async Task ReadLarge_MissingOrMalformedDocument_NamesTheBlob()
    {
        await AppendAsync("{\"generation\":", 0);
        var store = _storage!.Documents;

        (await Should.ThrowAsync<DocumentException>(() => store.ReadLargeAsync(Path, CoreJson.Default.ProposalLine, CancellationToken.None)))
            .Message.ShouldContain("is not a well-formed ProposalLine");
        (await Should.ThrowAsync<DocumentException>(() => store.ReadLargeAsync(BlobPaths.History(_id, 1), CoreJson.Default.ProposalLine, CancellationToken.None)))
            .Message.ShouldContain("does not exist");
    }

    [Fact]
    public async Task Append_Nothing_MakesAnEmptyLog()
    {
        (await AppendAsync("", 0)).ShouldBeTrue();

        (await TailAsync(100)).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Append_ByManyAtOnce_AddsEachOnceAtItsPlace()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => AppendAsync($"{writer}", 0)));

        added.Count(isAdded => isAdded).ShouldBe(1);
        (await TailAsync(100))!.Value.Length.ShouldBe(1);
    }

    [Fact]
    public async Task FindTail_OfALongerLog_GivesItsEnd()
    {
        await AppendAsync("one,two", 0);

        (await TailAsync(3)).ShouldBe((7, "two"));
    }

    [Theory]
    [InlineData(0, 3, "one")]
    [InlineData(4, 100, "two")]
    [InlineData(7, 10, "")]
    [InlineData(90, 10, "")]
    public async Task FindRange_OfALog_GivesWhatIsThere(long start, int most, string expected)
    {
        await AppendAsync("one,two", 0);

        (await RangeAsync(start, most)).ShouldBe((7, expected));
    }

    [Fact]
    public async Task FindRange_OfNoLogOrAnEmptyOne_GivesNothing()
    {
        (await RangeAsync(0, 10)).ShouldBeNull();

        await AppendAsync("", 0);

        (await RangeAsync(0, 10)).ShouldBe((0, ""));
    }

    async Task<(long Length, string Text)?> RangeAsync(long start, int most) =>
        await _storage!.Documents.FindRangeAsync(Path, start, most, CancellationToken.None) is { } part
            ? (part.Length, Encoding.UTF8.GetString(part.Content))
            : null;

    Task<bool> AppendAsync(string text, long length) =>
        _storage!.Documents.TryAppendBytesAsync(Path, Encoding.UTF8.GetBytes(text), length, CancellationToken.None);

    async Task<(long Length, string Text)?> TailAsync(int most) =>
        await _storage!.Documents.FindTailAsync(Path, most, CancellationToken.None) is { } tail
            ? (tail.Length, Encoding.UTF8.GetString(tail.Content))
            : null;
}

public sealed class BlobLogTests(AzuriteFixture azurite) : DocumentLogTests(() => TestStorage.InitialiseAsync(azurite.ConnectionString));

public sealed class InMemoryLogTests() : DocumentLogTests(TestStorage.InMemoryAsync);
