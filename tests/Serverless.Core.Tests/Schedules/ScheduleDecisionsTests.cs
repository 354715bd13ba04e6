using Serverless.Core.Schedules;
using Serverless.Core.Tests.Searches;

namespace Serverless.Core.Tests.Schedules;

public sealed class ScheduleDecisionsTests
{
    static readonly DateTimeOffset Made = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Due = new(2026, 11, 20, 22, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void Start_AfterItsDueTime_IsLateBeyondTheGrace(int seconds, bool isLate)
    {
        var started = ScheduleDecisions.Started(Start(New(), Due, seconds));

        started.Starting.ShouldBeNull();
        started.DecidedUntil.ShouldBe(Due);
        var start = started.LastStart.ShouldNotBeNull();
        (start.SearchId, start.DueAt, start.Late, start.LateBySeconds).ShouldBe(("nightly-20261120t220000z", Due, isLate, seconds));
        started.History.ShouldHaveSingleItem().ShouldBe(start);
    }

    [Fact]
    public void Due_ManyMissed_AreOneTheLatest()
    {
        var timetable = Timetable();
        var now = Due.AddDays(5).AddHours(1);

        timetable.Due(New(), now).ShouldBe(Due.AddDays(5));
        timetable.Due(Start(New(), Due.AddDays(5), 3600), now).ShouldBeNull("those before are decided with it");
    }

    [Fact]
    public void NextDue_OneToBeDecided_IsThatOne()
    {
        Timetable().NextDue(New(), Due.AddSeconds(5)).ShouldBe(Due);
        Timetable().NextDue(Start(New(), Due, 5), Due.AddSeconds(5)).ShouldBe(Due.AddDays(1));
    }

    [Fact]
    public void Redefine_OtherTimes_MakesUpForNoneBefore()
    {
        var now = Due.AddMinutes(1);
        var definition = New().Definition;

        ScheduleDecisions.Redefine(New(), definition with { TimeZone = "Europe/Berlin" }, now).DecidedUntil.ShouldBe(now);
        ScheduleDecisions.Redefine(New(), definition with { Overlap = OverlapPolicy.Queue }, now).DecidedUntil.ShouldBe(Made);
    }

    [Fact]
    public void Wait_AnotherComes_SkipsTheOneThatWaited()
    {
        var first = ScheduleDecisions.Wait(New(), Due, Due);

        var second = ScheduleDecisions.Wait(first, Due.AddDays(1), Due.AddDays(1));

        second.WaitingDueAt.ShouldBe(Due.AddDays(1));
        second.LastSkip.ShouldNotBeNull().DueAt.ShouldBe(Due);
        second.LastSkip.Reason.ShouldBe("The previous search was still running at the next due time.");
    }

    [Fact]
    public void Start_OneThatWaited_SaysForWhat()
    {
        var running = ScheduleDecisions.Started(Start(New(), Due, 0));
        var waiting = ScheduleDecisions.Wait(running, Due.AddDays(1), Due.AddDays(1));

        var started = ScheduleDecisions.Started(Start(waiting, Due.AddDays(1), 600));

        started.WaitingDueAt.ShouldBeNull();
        started.LastStart.ShouldNotBeNull().Reason.ShouldBe("The schedule waited for search nightly-20261120t220000z to end.");
        started.LastSkip.ShouldBeNull();
    }

    [Fact]
    public void GiveUp_StartThatCannotBe_IsASkip()
    {
        var given = ScheduleDecisions.GiveUp(Start(New(), Due, 0), "Its id is taken.");

        given.Starting.ShouldBeNull();
        given.LastStart.ShouldBeNull();
        (given.LastSkip!.SearchId, given.LastSkip.Reason).ShouldBe((null, "Its id is taken."));
    }

    [Fact]
    public void Skip_ManyTimes_KeepsTheLatestOutcomes()
    {
        var schedule = Enumerable.Range(0, 50).Aggregate(New(), (before, day) => ScheduleDecisions.Skip(before, Due.AddDays(day), Due.AddDays(day), "No."));

        schedule.History.Select(outcome => outcome.DueAt).ShouldBe(Enumerable.Range(0, 20).Select(back => Due.AddDays(49 - back)));
        schedule.DecidedUntil.ShouldBe(Due.AddDays(49));
    }

    [Theory]
    [InlineData("nightly", true)]
    [InlineData("a-b-c", true)]
    [InlineData("ab", false)]
    [InlineData("Nightly", false)]
    [InlineData("a--b", false)]
    [InlineData("../up", false)]
    [InlineData("a23456789012345678901234567890123456789", true)]
    [InlineData("a2345678901234567890123456789012345678901", false)]
    public void ScheduleId_Text_IsOneIfItsSearchesHaveIdsToo(string text, bool isValid)
    {
        ScheduleId.IsValid(text).ShouldBe(isValid);
        if (isValid)
        {
            Core.Searches.SearchId.IsChoosable(ScheduleId.SearchOf(text, Due)).ShouldBeTrue();
        }
    }

    static ScheduleDocument New() => ScheduleDecisions.Create(
        "nightly", new ScheduleDefinition { Expression = "0 22 * * *", TimeZone = "UTC", Request = Requests.Read(Requests.Valid).Request! }, Made);

    static ScheduleDocument Start(ScheduleDocument schedule, DateTimeOffset dueAt, int secondsLate) =>
        ScheduleDecisions.Start(schedule, dueAt, dueAt.AddSeconds(secondsLate), LateAfter, schedule.Definition.Request, cancels: null);

    static Timetable Timetable() => Core.Schedules.Timetable.TryCreate(New().Definition, out var timetable, out var fault)
        ? timetable
        : throw new FormatException(fault);
}
