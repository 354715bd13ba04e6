using Azure.Storage.Blobs;
using Serverless.StandIns.AzureFunctions.Durable.Log;
using Serverless.StandIns.AzureFunctions.Durable.State;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

public sealed class LogTakeoverTests(AzuriteFixture storage)
{
    readonly string _container = "takeover-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Takeover_FormerWriterCommitsMeanwhile_ReadsThatCommitAndAdmitsNoMore()
    {
        var failed = new TaskCompletionSource<Exception>();
        var formerStore = Store(storage.ConnectionString);
        var position = await new LogRecovery(formerStore, "former").RunAsync(new HubState(), CancellationToken.None);
        var former = new CommitLog(formerStore, position, failed.SetResult);
        _ = former.RunAsync();
        await former.Enqueue([Created("one")]).Durable;

        // The next owner has read the log and is about to shut the former one out, when that one commits once more.
        await using var proxy = await StorageProxy.StartAsync(storage.ConnectionString);
        var appends = 0;
        proxy.Decide = (_, request) =>
        {
            if (request.Query["comp"] == "appendblock" && Interlocked.Increment(ref appends) == 1)
            {
                former.Enqueue([Created("two")]).Durable.Wait();
            }

            return Fault.None;
        };
        var state = new HubState();
        await new LogRecovery(Store(proxy.ConnectionString), "next").RunAsync(state, CancellationToken.None);

        state.All.Select(instance => instance.Head.Id).ShouldBe(["one", "two"], ignoreOrder: true);
        appends.ShouldBe(2);
        await Should.ThrowAsync<LogTakenOverException>(() => former.Enqueue([Created("three")]).Durable);
        (await failed.Task).ShouldBeOfType<LogTakenOverException>();
    }

    [Fact]
    public async Task Append_SameBytesTwice_CountsAsOne()
    {
        var store = Store(storage.ConnectionString);
        await store.CreateContainerAsync(CancellationToken.None);
        await store.CreateSegmentAsync(0, CancellationToken.None);

        await store.AppendAsync(0, 0, [1, 2, 3], CancellationToken.None);
        await store.AppendAsync(0, 0, [1, 2, 3], CancellationToken.None);

        (await store.ReadSegmentAsync(0, CancellationToken.None)).ShouldBe([1, 2, 3]);
        await Should.ThrowAsync<LogTakenOverException>(() => store.AppendAsync(0, 0, [1, 2, 4], CancellationToken.None));
        await Should.ThrowAsync<LogTakenOverException>(() => store.AppendAsync(0, 0, [1, 2], CancellationToken.None));
    }

    SegmentStore Store(string connectionString) => new(new BlobServiceClient(connectionString).GetBlobContainerClient(_container));

    static InstanceCreated Created(string id) => new(new InstanceHead(id, id, "O", DateTime.UtcNow));
}
