using System.Text;
using Azure.Storage.Queues;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Storage.Jobs;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Jobs;

/// <summary>The only class that takes messages from the shared service's job queue, so its tests receive only their own messages.</summary>
public sealed class AzureJobQueueTests(AzuriteFixture azurite) : IAsyncLifetime
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    readonly string _id = TestStorage.NewId();
    TestStorage? _storage;

    IJobQueue Queue => _storage!.Queue;

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.InitialiseAsync(azurite.ConnectionString);
        await RawQueue(QueueNames.Jobs).ClearMessagesAsync();
        await RawQueue(QueueNames.MeasurementsOf("local-cpu")).DeleteIfExistsAsync();
        await RawQueue(QueueNames.PoisonOf(QueueNames.Jobs)).ClearMessagesAsync();
    }

    public ValueTask DisposeAsync() => _storage!.DisposeAsync();

    [Fact]
    public async Task Receive_EmptyQueue_GivesNull() => (await ReceiveAsync()).ShouldBeNull();

    [Fact]
    public async Task Receive_QueuedJob_GivesItOnce()
    {
        await Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);

        var message = await ReceiveAsync();

        message!.Message!.JobId.ShouldBe(_id);
        message.DequeueCount.ShouldBe(1);
        (await ReceiveAsync()).ShouldBeNull();
        (await Queue.CountAsync(null, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task Complete_ReceivedMessage_RemovesIt()
    {
        await Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);

        await (await ReceiveAsync())!.CompleteAsync(CancellationToken.None);

        (await Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Release_ReceivedMessage_ShowsItAgainAtOnce()
    {
        await Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);

        await (await ReceiveAsync())!.ReleaseAsync(TimeSpan.Zero, CancellationToken.None);

        var again = await ReceiveAsync();
        again!.Message!.JobId.ShouldBe(_id);
        again.DequeueCount.ShouldBe(2);
    }

    [Fact]
    public async Task Lease_NotRenewed_LapsesAndIsLost()
    {
        await Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);
        var first = await Queue.ReceiveAsync(TimeSpan.FromSeconds(1), ["local-cpu"], CancellationToken.None);

        var second = await Eventually.GetAsync("the message is seen again", ReceiveAsync);

        second.DequeueCount.ShouldBe(2);
        (await first!.RenewAsync(Lease, CancellationToken.None)).ShouldBeFalse();
        await first.CompleteAsync(CancellationToken.None);
        (await Queue.CountAsync(null, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task Renew_Repeatedly_KeepsTheMessageHidden()
    {
        await Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);
        var message = await Queue.ReceiveAsync(TimeSpan.FromSeconds(2), ["local-cpu"], CancellationToken.None);

        for (var renewal = 0; renewal < 6; renewal++)
        {
            await Task.Delay(500);
            (await message!.RenewAsync(TimeSpan.FromSeconds(2), CancellationToken.None)).ShouldBeTrue();
            (await ReceiveAsync()).ShouldBeNull();
        }

        await message!.CompleteAsync(CancellationToken.None);
        (await Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Withdraw_WaitingMessage_RemovesIt()
    {
        var receipt = await Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);

        (await Queue.WithdrawAsync(receipt, CancellationToken.None)).ShouldBeTrue();

        (await ReceiveAsync()).ShouldBeNull();
        (await Queue.WithdrawAsync(receipt, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Receive_MeasurementQueuedLast_ComesFirst()
    {
        await Queue.EnqueueAsync(new JobMessage($"{_id}-1"), CancellationToken.None);
        await Queue.EnqueueAsync(new JobMessage($"{_id}-2"), CancellationToken.None);
        await Queue.EnqueueAsync(new JobMessage(_id) { Device = "local-cpu" }, CancellationToken.None);
        (await Queue.CountAsync(null, CancellationToken.None)).ShouldBe(2);
        (await Queue.CountAsync("local-cpu", CancellationToken.None)).ShouldBe(1);

        (await Queue.ReceiveAsync(Lease, [], CancellationToken.None))!.Message!.JobId.ShouldBe($"{_id}-1");
        (await ReceiveAsync())!.Message!.JobId.ShouldBe(_id);
        (await ReceiveAsync())!.Message!.JobId.ShouldBe($"{_id}-2");
        (await ReceiveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Receive_MeasurementsOfAnotherDevice_AreNotSeen()
    {
        await Queue.EnqueueAsync(new JobMessage(_id) { Device = "phone" }, CancellationToken.None);

        (await ReceiveAsync()).ShouldBeNull();
        (await Queue.ReceiveMeasurementAsync(Lease, ["local-cpu", "board"], CancellationToken.None)).ShouldBeNull();
        var message = await Queue.ReceiveMeasurementAsync(Lease, ["board", "phone"], CancellationToken.None);
        message.ShouldNotBeNull().DequeueCount.ShouldBe(1);
        await message.PoisonAsync("It is bad.", CancellationToken.None);
        (await RawQueue("jobs-poison").PeekMessagesAsync(10)).Value.ShouldHaveSingleItem();
        (await Queue.CountAsync("phone", CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Count_OfADeviceThatNothingWasMeasuredOn_IsZero() =>
        (await Queue.CountAsync("never", CancellationToken.None)).ShouldBe(0);

    [Fact]
    public async Task Withdraw_WaitingMeasurement_RemovesIt()
    {
        var receipt = await Queue.EnqueueAsync(new JobMessage(_id) { Device = "local-cpu" }, CancellationToken.None);

        (await Queue.WithdrawAsync(receipt, CancellationToken.None)).ShouldBeTrue();

        (await ReceiveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Withdraw_TakenMessage_LeavesItToItsWorker()
    {
        var receipt = await Queue.EnqueueAsync(new JobMessage(_id), CancellationToken.None);
        var message = await ReceiveAsync();

        (await Queue.WithdrawAsync(receipt, CancellationToken.None)).ShouldBeFalse();

        (await message!.RenewAsync(Lease, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Receive_BodyThatIsNeitherBase64NorJson_IsMalformed()
    {
        await RawQueue(QueueNames.Jobs).SendMessageAsync("not base64 at all!");

        var message = await ReceiveAsync();

        message!.Message.ShouldBeNull();
        message.Body.ShouldBe("not base64 at all!");
    }

    [Fact]
    public async Task Receive_PlainJson_IsReadAsItIs()
    {
        await RawQueue(QueueNames.Jobs).SendMessageAsync("""{"schemaVersion":1,"jobId":"plain"}""");

        (await ReceiveAsync())!.Message!.JobId.ShouldBe("plain");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"jobId":null}""")]
    [InlineData("""{"jobId":""}""")]
    [InlineData("""{"jobId":"../searches/x"}""")]
    [InlineData("""{"jobId":"a b"}""")]
    [InlineData("""{"jobId":"x","schemaVersion":2}""")]
    public async Task Receive_BodyThatIsNoJobMessage_IsMalformed(string body)
    {
        await RawQueue(QueueNames.Jobs).SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));

        var message = await ReceiveAsync();

        message!.Message.ShouldBeNull();
        message.Body.ShouldBe(body);
    }

    [Fact]
    public async Task Poison_ReceivedMessage_MovesItWithItsReason()
    {
        var sent = (await RawQueue(QueueNames.Jobs).SendMessageAsync("rubbish")).Value.MessageId;

        await (await ReceiveAsync())!.PoisonAsync("It is rubbish.", CancellationToken.None);

        (await Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
        var poisoned = await RawQueue(QueueNames.PoisonOf(QueueNames.Jobs)).ReceiveMessagesAsync(10);
        poisoned.Value.ShouldHaveSingleItem().Body.ToString().ShouldBe("rubbish");
        var why = await _storage!.Documents.ReadAsync(BlobPaths.Rejection(sent), StorageJson.Default.PoisonedMessage, CancellationToken.None);
        why.Value.Reason.ShouldBe("It is rubbish.");
        why.Value.Body.ShouldBe("rubbish");
    }

    Task<ILeasedJobMessage?> ReceiveAsync() => Queue.ReceiveAsync(Lease, ["local-cpu"], CancellationToken.None);

    QueueClient RawQueue(string name) => new(azurite.ConnectionString, name);
}
