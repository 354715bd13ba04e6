namespace Serverless.Worker.Tests;

public sealed class IdlePausesTests
{
    static readonly TimeSpan Longest = new WorkerOptions().PollInterval;

    readonly Clock _time = new();

    [Fact]
    public void Next_ShortlyAfterWork_StaysShort()
    {
        var pauses = Pauses(Longest);

        for (var waited = TimeSpan.Zero; waited < IdlePauses.Attentive; waited += IdlePauses.Shortest)
        {
            pauses.Next().ShouldBe(IdlePauses.Shortest);
            _time.Now += IdlePauses.Shortest;
        }
    }

    [Theory]
    [InlineData(5, 0.5)]
    [InlineData(20, 2)]
    [InlineData(290, 29)]
    [InlineData(310, 30)]
    [InlineData(86400, 30)]
    public void Next_LongAfterWork_IsATenthOfThatUpToTheLongest(double idleSeconds, double pauseSeconds)
    {
        var pauses = Pauses(Longest);

        _time.Now += TimeSpan.FromSeconds(idleSeconds);

        pauses.Next().TotalSeconds.ShouldBe(pauseSeconds, 1e-6);
    }

    [Fact]
    public void Restart_AfterLongPauses_ShortAgainAtOnce()
    {
        var pauses = Pauses(Longest);
        _time.Now += TimeSpan.FromHours(1);
        pauses.Next().ShouldBe(Longest);

        pauses.Restart();

        pauses.Next().ShouldBe(IdlePauses.Shortest);
    }

    [Fact]
    public void Next_LongestBelowTheShortest_IsTheLongest() =>
        Pauses(TimeSpan.FromMilliseconds(50)).Next().ShouldBe(TimeSpan.FromMilliseconds(50));

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Next_Spread_IsUpToAQuarterLongerAndNeverShorter(double random)
    {
        var pauses = new IdlePauses(Longest, _time, () => random);
        _time.Now += TimeSpan.FromHours(1);

        pauses.Next().ShouldBe(Longest * (1 + (random / 4)));
    }

    /// <remarks>A look is a request to each of two queues; the two others of a minute are the heartbeat's.</remarks>
    [Fact]
    public void Looks_AfterTenIdleMinutes_AreTwoAMinuteAtMost()
    {
        var random = new Random(7);
        var pauses = new IdlePauses(Longest, _time, random.NextDouble);
        var begin = _time.Now;
        var looks = new List<TimeSpan>();
        while (_time.Now - begin < TimeSpan.FromHours(2))
        {
            looks.Add(_time.Now - begin);
            _time.Now += pauses.Next();
        }

        var late = looks.Where(look => look >= TimeSpan.FromMinutes(10)).ToList();
        late.Count.ShouldBeGreaterThan(100);
        late.ShouldAllBe(look => late.Count(other => other >= look && other < look + TimeSpan.FromMinutes(1)) <= 2);
    }

    IdlePauses Pauses(TimeSpan longest) => new(longest, _time, () => 0);

    sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
