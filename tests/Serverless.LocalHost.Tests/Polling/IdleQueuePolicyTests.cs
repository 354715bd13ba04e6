using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Serverless.LocalHost.Polling;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Polling;

/// <summary>The polls that are delayed, tested with real requests.</summary>
public sealed class IdleQueuePolicyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    readonly Idle _time = new();
    readonly CancellationTokenSource _stopping = new();

    [Fact]
    public async Task Receive_FromAnIdleQueue_WaitsUntilThisProcessSends()
    {
        using var policy = new IdleQueuePolicy(_time, () => 0, _stopping.Token);
        var queue = await QueueAsync(policy, "idle-sends");
        _time.Later = TimeSpan.FromHours(1);
        (await queue.ReceiveMessageAsync()).Value.ShouldBeNull();
        var look = queue.ReceiveMessageAsync();
        (await Task.WhenAny(look, Task.Delay(TimeSpan.FromSeconds(0.5)))).ShouldNotBe(look);

        await queue.SendMessageAsync("wake");

        (await look).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Receive_AfterAMessageOfAnotherProcess_IsNotPutOff()
    {
        using var policy = new IdleQueuePolicy(_time, () => 0, _stopping.Token);
        var queue = await QueueAsync(policy, "idle-others");
        await new QueueClient(azurite.ConnectionString, "idle-others").SendMessageAsync("wake");
        _time.Later = TimeSpan.FromHours(1);

        (await queue.ReceiveMessageAsync()).Value.ShouldNotBeNull();

        (await queue.ReceiveMessageAsync()).Value.ShouldBeNull();
    }

    [Fact]
    public async Task Peek_IsNeverPutOff()
    {
        using var policy = new IdleQueuePolicy(_time, () => 0, _stopping.Token);
        var queue = await QueueAsync(policy, "idle-peeks");
        _time.Later = TimeSpan.FromHours(1);

        (await queue.PeekMessageAsync()).Value.ShouldBeNull();
        (await queue.PeekMessageAsync()).Value.ShouldBeNull();
    }

    [Fact]
    public async Task Receive_WhileTheHostStops_IsNotPutOff()
    {
        using var policy = new IdleQueuePolicy(_time, () => 0, _stopping.Token);
        var queue = await QueueAsync(policy, "idle-stops");
        _time.Later = TimeSpan.FromHours(1);
        (await queue.ReceiveMessageAsync()).Value.ShouldBeNull();
        var look = queue.ReceiveMessageAsync();

        await _stopping.CancelAsync();

        (await look).Value.ShouldBeNull();
        (await queue.ReceiveMessageAsync()).Value.ShouldBeNull();
    }

    public void Dispose() => _stopping.Dispose();

    async Task<QueueClient> QueueAsync(HttpPipelinePolicy policy, string name)
    {
        var options = new QueueClientOptions();
        options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        var queue = new QueueClient(azurite.ConnectionString, name, options);
        await queue.CreateIfNotExistsAsync();

        // Begins the queue's idle time.
        (await queue.ReceiveMessageAsync()).Value.ShouldBeNull();
        return queue;
    }

    /// <summary>A clock that can be put on, and whose waits never end by themselves.</summary>
    sealed class Idle : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Later.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
