using Serverless.LocalHost.Polling;

namespace Serverless.LocalHost.Tests.Polling;

public sealed class QueueIdlenessTests
{
    readonly Clock _time = new();

    [Fact]
    public async Task NextLook_ShortlyAfterAMessage_IsAtOnce()
    {
        var queue = new QueueIdleness(_time, () => 0);
        _time.Now += TimeSpan.FromSeconds(6);
        await queue.NextLookAsync(CancellationToken.None);

        // What listeners pause by themselves, at least.
        _time.Now += TimeSpan.FromSeconds(0.2);
        await queue.NextLookAsync(CancellationToken.None);

        _time.Waited.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(300, 5)]
    [InlineData(600, 10)]
    [InlineData(86400, 10)]
    public async Task NextLook_LongAfterAMessage_IsASixtiethOfThatAfterTheLast(double idleSeconds, double apartSeconds)
    {
        var queue = new QueueIdleness(_time, () => 0);
        _time.Now += TimeSpan.FromSeconds(idleSeconds);
        await queue.NextLookAsync(CancellationToken.None);

        await queue.NextLookAsync(CancellationToken.None);

        _time.Waited.ShouldHaveSingleItem().TotalSeconds.ShouldBe(apartSeconds, 1e-3);
    }

    [Fact]
    public async Task NextLook_MessageWhileItWaits_IsAtOnceAndSoAreTheNext()
    {
        _time.Fires = false;
        var queue = new QueueIdleness(_time, () => 0);
        _time.Now += TimeSpan.FromHours(1);
        await queue.NextLookAsync(CancellationToken.None);
        var look = queue.NextLookAsync(CancellationToken.None);
        look.IsCompleted.ShouldBeFalse();

        queue.Restart();

        await look;
        await queue.NextLookAsync(CancellationToken.None);
    }

    [Fact]
    public async Task NextLook_CancelledWhileItWaits_IsNone()
    {
        _time.Fires = false;
        var queue = new QueueIdleness(_time, () => 0);
        _time.Now += TimeSpan.FromHours(1);
        await queue.NextLookAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var look = queue.NextLookAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await look.ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Looks_AfterTenIdleMinutes_AreSixAMinuteAtMost()
    {
        var random = new Random(7);
        var queue = new QueueIdleness(_time, random.NextDouble);
        var begin = _time.Now;
        var looks = new List<TimeSpan>();
        while (_time.Now - begin < TimeSpan.FromHours(1))
        {
            await queue.NextLookAsync(CancellationToken.None);
            looks.Add(_time.Now - begin);
            _time.Now += TimeSpan.FromSeconds(0.2);
        }

        var late = looks.Where(look => look >= TimeSpan.FromMinutes(10)).ToList();
        late.Count.ShouldBeGreaterThan(250);
        late.ShouldAllBe(look => late.Count(other => other >= look && other < look + TimeSpan.FromMinutes(1)) <= 6);
    }

    /// <summary>A clock that stands still but for waits, which take no time, or never end.</summary>
    sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public bool Fires { get; set; } = true;

        public List<TimeSpan> Waited { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (!Fires)
            {
                return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            Waited.Add(dueTime);
            Now += dueTime;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
