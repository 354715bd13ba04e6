using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Schedules;
using Serverless.Core.Tests.Searches;

namespace Serverless.Core.Tests.Schedules;

/// <summary>A schedule that is checked at random times, and whose searches have random durations.</summary>
public sealed class SchedulePropertyTests
{
    static readonly DateTimeOffset Made = new(2026, 10, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Minutes until the next look, and what becomes of its due time.</summary>
    static readonly Gen<(int Minutes, int Fate)[]> Looks =
        (from minutes in Gen.Choose(0, 300) from fate in Gen.Choose(0, 2) select (minutes, fate)).ArrayOf();

    [Fact]
    public void Look_AnySequence_DecidesTheLatestDueTimeAndNoneTwice()
    {
        var expressions = Gen.Elements("*/30 * * * *", "15 2 * * *", "0 0,3,22 * * *", "*/20 1-3 * * *");

        Prop.ForAll(expressions.ToArbitrary(), Looks.ToArbitrary(), (expression, looks) =>
        {
            var definition = new ScheduleDefinition
            {
                Expression = expression,
                TimeZone = "Europe/Berlin",
                Request = Requests.Read(Requests.Valid).Request!,
            };
            Timetable.TryCreate(definition, out var timetable, out _).ShouldBeTrue();
            var schedule = ScheduleDecisions.Create("nightly", definition, Made);
            List<DateTimeOffset> decided = [];
            var now = Made;
            foreach (var (minutes, fate) in looks)
            {
                now = now.AddMinutes(minutes);
                var due = timetable!.Due(schedule, now);
                schedule = Look(schedule, due ?? schedule.WaitingDueAt, now, fate);
                decided.AddRange(due is { } time ? [time] : Array.Empty<DateTimeOffset>());

                timetable.Due(schedule, now).ShouldBeNull("nothing is left to be decided");
                timetable.NextDue(schedule, now).ShouldNotBeNull().ShouldBeGreaterThan(now);
            }

            decided.ShouldBeUnique();
            decided.ShouldBe(decided.Order());
            List<DateTimeOffset> told = [.. schedule.History.Select(outcome => outcome.DueAt)];
            told.AddRange(schedule.WaitingDueAt is { } waiting ? [waiting] : Array.Empty<DateTimeOffset>());
            told.ShouldBeUnique();
            told.Order().TakeLast(ScheduleDecisions.MostKept).ShouldBe(decided.TakeLast(ScheduleDecisions.MostKept));
        }).QuickCheckThrowOnFailure();
    }

    static ScheduleDocument Look(ScheduleDocument schedule, DateTimeOffset? dueAt, DateTimeOffset now, int fate) => (dueAt, fate) switch
    {
        (null, _) => schedule,
        ({ } due, 0) => ScheduleDecisions.Skip(schedule, due, now, "No."),
        ({ } due, 1) when due != schedule.WaitingDueAt => ScheduleDecisions.Wait(schedule, due, now),
        (_, 1) => schedule,
        ({ } due, _) => ScheduleDecisions.Started(
            ScheduleDecisions.Start(schedule, due, now, TimeSpan.FromMinutes(2), schedule.Definition.Request, cancels: null)),
    };
}
