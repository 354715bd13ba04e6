namespace Serverless.Worker.Tests;

public sealed class IdlePausesTests
{
    readonly Clock _time = new();

    [Fact]
    public void Next_ShortlyAfterWork_StaysShort()
    {
        var pauses = new IdlePauses(TimeSpan.FromSeconds(5), _time);

        for (var waited = TimeSpan.Zero; waited < IdlePauses.Attentive; waited += IdlePauses.Shortest)
        {
            pauses.Next().ShouldBe(IdlePauses.Shortest);
            _time.Now += IdlePauses.Shortest;
        }
    }

    [Fact]
    public void Next_LongAfterWork_DoublesToTheLongest()
    {
        var pauses = new IdlePauses(TimeSpan.FromSeconds(0.7), _time);

        _time.Now += IdlePauses.Attentive;

        Enumerable.Range(0, 5).Select(_ => pauses.Next().TotalSeconds).ShouldBe([0.1, 0.2, 0.4, 0.7, 0.7]);
    }

    [Fact]
    public void Restart_AfterLongPauses_ShortAgain()
    {
        var pauses = new IdlePauses(TimeSpan.FromSeconds(5), _time);
        _time.Now += IdlePauses.Attentive;
        _ = pauses.Next();
        _ = pauses.Next();

        pauses.Restart();

        pauses.Next().ShouldBe(IdlePauses.Shortest);
        pauses.Next().ShouldBe(IdlePauses.Shortest);
    }

    [Fact]
    public void Next_LongestBelowTheShortest_IsTheLongest() =>
        new IdlePauses(TimeSpan.FromMilliseconds(50), _time).Next().ShouldBe(TimeSpan.FromMilliseconds(50));

    sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
