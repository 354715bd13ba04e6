using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Faults;

public sealed class StorageOutageTests : IAsyncLifetime
{
    readonly string _id = TestStorage.NewId();
    Azurite? _azurite;
    TestStorage? _storage;

    public async ValueTask InitializeAsync()
    {
        _azurite = await Azurite.StartAsync();
        _storage = await TestStorage.InitialiseAsync(_azurite.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage!.DisposeAsync();
        await _azurite!.DisposeAsync();
    }

    [Fact]
    public async Task Calls_ServiceAwayForSeconds_SucceedOnceItIsBack()
    {
        var path = BlobPaths.JobWithdrawal(_id);
        await _azurite!.StopAsync();

        var writing = _storage!.Documents.TryCreateAsync(
            path, new JobWithdrawal("through"), CoreJson.Default.JobWithdrawal, CancellationToken.None);
        var queueing = _storage.Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(1));
        writing.IsCompleted.ShouldBeFalse();
        await _azurite.StartProcessAsync();

        (await writing).ShouldBeTrue();
        await queueing;
        (await _storage.Documents.ReadAsync(path, CoreJson.Default.JobWithdrawal, CancellationToken.None)).Value.Reason.ShouldBe("through");
        (await _storage.Queue.ReceiveAsync(TimeSpan.FromSeconds(30), ["local-cpu"], CancellationToken.None))!.Message!.JobId.ShouldBe(_id);
    }

    [Fact]
    public async Task Call_ServiceAwayForGood_FailsWithoutSecrets()
    {
        await _azurite!.StopAsync();

        var error = await Should.ThrowAsync<StorageException>(
            () => _storage!.Documents.FindAsync(BlobPaths.Job(_id), CoreJson.Default.Job, CancellationToken.None));

        error.Message.ShouldContain(BlobPaths.Job(_id).ToString());
        error.ToString().ShouldNotContain("Eby8vdM02xNOcqFl");
    }

    [Fact]
    public async Task Call_Cancelled_EndsAtOnceAsCancelled()
    {
        await _azurite!.StopAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(
            () => _storage!.Documents.FindAsync(BlobPaths.Job(_id), CoreJson.Default.Job, cancel.Token));
    }
}
