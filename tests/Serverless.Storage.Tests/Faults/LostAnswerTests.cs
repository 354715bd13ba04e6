using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Faults;

public sealed partial class LostAnswerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    readonly string _id = TestStorage.NewId();
    LossyProxy? _proxy;
    TestStorage? _storage;

    BlobPath Path => BlobPaths.JobWithdrawal(_id);

    public async ValueTask InitializeAsync()
    {
        var port = BlobPort().Match(azurite.ConnectionString).Groups["port"];
        _proxy = new LossyProxy(int.Parse(port.Value, CultureInfo.InvariantCulture));
        var throughProxy = azurite.ConnectionString.Remove(port.Index, port.Length)
            .Insert(port.Index, _proxy.Port.ToString(CultureInfo.InvariantCulture));
        _storage = await TestStorage.InitialiseAsync(throughProxy);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage!.DisposeAsync();
        await _proxy!.DisposeAsync();
    }

    [Fact]
    public async Task Create_AnswerLost_KnowsItsOwnWrite()
    {
        _proxy!.LoseNextAnswer();

        (await CreateAsync("mine")).ShouldBeTrue();

        _proxy.AnswersLost.ShouldBe(1);
        (await ReadAsync()).Value.Reason.ShouldBe("mine");
    }

    [Fact]
    public async Task Create_AnswerLostOverAnothersBlob_IsNotMistaken()
    {
        await CreateAsync("other's");
        _proxy!.LoseNextAnswer();

        (await CreateAsync("mine")).ShouldBeFalse();

        _proxy.AnswersLost.ShouldBe(1);
        (await ReadAsync()).Value.Reason.ShouldBe("other's");
    }

    [Fact]
    public async Task Replace_AnswerLost_KnowsItsOwnWrite()
    {
        await CreateAsync("old");
        var version = (await ReadAsync()).Version;
        _proxy!.LoseNextAnswer();

        (await _storage!.Documents.TryReplaceAsync(Path, new JobWithdrawal("new"), version, CoreJson.Default.JobWithdrawal, CancellationToken.None))
            .ShouldBeTrue();

        _proxy.AnswersLost.ShouldBe(1);
        (await ReadAsync()).Value.Reason.ShouldBe("new");
    }

    [Fact]
    public async Task Write_AnswerLost_TellsTheVersionOfItsOwnWrite()
    {
        var first = await _storage!.Documents.TryWriteBytesAsync(Path, "1"u8.ToArray(), null, CancellationToken.None);
        _proxy!.LoseNextAnswer();

        var second = await _storage.Documents.TryWriteBytesAsync(Path, "2"u8.ToArray(), first, CancellationToken.None);

        _proxy.AnswersLost.ShouldBe(1);
        second.ShouldBe(await _storage.Documents.FindVersionAsync(Path, CancellationToken.None));
    }

    [Fact]
    public async Task Delete_AnswerLost_IsDone()
    {
        await CreateAsync("old");
        var version = (await ReadAsync()).Version;
        _proxy!.LoseNextAnswer();

        (await _storage!.Documents.TryDeleteAsync(Path, version, CancellationToken.None)).ShouldBeTrue();

        _proxy.AnswersLost.ShouldBe(1);
        (await _storage.Documents.FindVersionAsync(Path, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Append_AnswerLost_AddsOnce()
    {
        var log = BlobPaths.History(_id, 0);
        await _storage!.Documents.TryAppendBytesAsync(log, "one,"u8.ToArray(), 0, CancellationToken.None);
        _proxy!.LoseNextAnswer();

        await _storage.Documents.TryAppendBytesAsync(log, "two"u8.ToArray(), 4, CancellationToken.None);

        _proxy.AnswersLost.ShouldBe(1);
        (await _storage.Documents.ReadBytesAsync(log, CancellationToken.None)).ShouldBe("one,two"u8.ToArray());
    }

    [Fact]
    public async Task Claim_AnswerLost_IsGranted()
    {
        await using (await ClaimAsync())
        {
            // Makes the blob, so that the next claim's first call is the lease itself.
        }

        _proxy!.LoseNextAnswer();

        await using var claim = await ClaimAsync();

        _proxy.AnswersLost.ShouldBe(1);
        claim.ShouldNotBeNull();
    }

    Task<IJobClaim?> ClaimAsync() => _storage!.Claims.TryClaimAsync(_id, TimeSpan.FromSeconds(15), CancellationToken.None);

    Task<bool> CreateAsync(string reason) =>
        _storage!.Documents.TryCreateAsync(Path, new JobWithdrawal(reason), CoreJson.Default.JobWithdrawal, CancellationToken.None);

    Task<Versioned<JobWithdrawal>> ReadAsync() => _storage!.Documents.ReadAsync(Path, CoreJson.Default.JobWithdrawal, CancellationToken.None);

    [GeneratedRegex(@"BlobEndpoint=http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex BlobPort();
}
