using Serverless.Worker.Accounting;

namespace Serverless.Worker.Tests.Accounting;

public sealed class WorkClockTests
{
    readonly ManualTime _time = new();

    [Fact]
    public void Clock_SwitchedThroughAllKinds_AccountsForEverySecond()
    {
        var clock = new WorkClock(_time, new ActivityClock(_time));
        Spend(clock, WorkKind.Idle, 1);
        Spend(clock, WorkKind.Training, 90);
        Spend(clock, WorkKind.Measuring, 5);
        Spend(clock, WorkKind.Testing, 2);
        Spend(clock, WorkKind.Other, 3);
        clock.CountJob();

        clock.Read().ShouldBe(new WorkSplit(1, 90, 5, 2, 3, 1));
    }

    [Fact]
    public void Clock_NeverSwitched_CountsAsOther()
    {
        var clock = new WorkClock(_time, new ActivityClock(_time));
        _time.Advance(4);

        clock.Read().ShouldBe(new WorkSplit(0, 0, 0, 0, 4, 0));
    }

    [Fact]
    public void Switch_GivesTheKindThatEnded()
    {
        var clock = new WorkClock(_time, new ActivityClock(_time));

        clock.Switch(WorkKind.Training).ShouldBe(WorkKind.Other);
        clock.Switch(WorkKind.Idle).ShouldBe(WorkKind.Training);
    }

    [Fact]
    public void Summary_GivesSharesOfTheBusyTime() =>
        new WorkSplit(7, 80, 10, 5, 5, 900).Summary.ShouldBe(
            "work split: training 80.0 %, measuring 10.0 %, testing 5.0 %, other 5.0 % of 100.0 s busy; idle 900.0 s; 7 jobs");

    [Fact]
    public void Summary_NoBusyTime_HasNoShares() =>
        new WorkSplit(0, 0, 0, 0, 0, 3).Summary.ShouldBe(
            "work split: training 0.0 %, measuring 0.0 %, testing 0.0 %, other 0.0 % of 0.0 s busy; idle 3.0 s; 0 jobs");

    [Fact]
    public void Clocks_OfTwoLanes_AddUp()
    {
        var clocks = new WorkClocks(_time);
        var (one, other) = (clocks.Start(), clocks.Start());
        one.Switch(WorkKind.Training);
        other.Switch(WorkKind.Idle);
        _time.Advance(4);
        other.Switch(WorkKind.Measuring);
        other.CountJob();
        _time.Advance(2);

        clocks.Read().ShouldBe(new WorkSplit(1, 6, 2, 0, 0, 4) { ActiveSeconds = 6 });
    }

    [Fact]
    public void Clocks_AllIdle_AreNotActive()
    {
        var clocks = new WorkClocks(_time);
        var (one, other) = (clocks.Start(), clocks.Start());
        one.Switch(WorkKind.Idle);
        one.Switch(WorkKind.Idle);
        other.Switch(WorkKind.Idle);
        _time.Advance(5);
        clocks.Read().ActiveSeconds.ShouldBe(0);

        other.Switch(WorkKind.Training);
        one.Switch(WorkKind.Training);
        _time.Advance(3);
        one.Switch(WorkKind.Idle);
        _time.Advance(2);
        other.Switch(WorkKind.Measuring);
        _time.Advance(1);
        other.Switch(WorkKind.Idle);
        _time.Advance(7);

        clocks.Read().ActiveSeconds.ShouldBe(6);
    }

    void Spend(WorkClock clock, WorkKind kind, int seconds)
    {
        clock.Switch(kind);
        _time.Advance(seconds);
    }
}
