using Serverless.LocalHost.Workers;

namespace Serverless.LocalHost.Tests.Workers;

public sealed class BackoffTests
{
    readonly Clock _clock = new();

    [Fact]
    public void Next_OfStartsThatFollowEachOther_DoublesUpToHalfAMinute()
    {
        var backoff = new Backoff(_clock);

        var pauses = Enumerable.Range(0, 8).Select(_ => Pause(backoff)).ToList();

        pauses.ShouldBe([0, 1, 2, 4, 8, 16, 30, 30]);
    }

    [Fact]
    public void Next_AfterAHealthyLife_StartsAtOnceAgain()
    {
        var backoff = new Backoff(_clock);
        Pause(backoff);
        Pause(backoff);

        _clock.Now += TimeSpan.FromMinutes(5);

        Pause(backoff).ShouldBe(0);
        Pause(backoff).ShouldBe(1);
    }

    double Pause(Backoff backoff)
    {
        var pause = backoff.Next();
        _clock.Now += pause + TimeSpan.FromSeconds(1);
        return pause.TotalSeconds;
    }

    sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
