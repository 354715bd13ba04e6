using FsCheck;
using FsCheck.Fluent;

namespace Serverless.Core.Tests.Schedules;

/// <summary>Compares schedule expressions with a check of every single minute.</summary>
public sealed class ScheduleExpressionPropertyTests
{
    static readonly DateTime Start = new(2027, 12, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void NextAfter_AnyExpression_IsTheFirstMinuteThatFits() =>
        Prop.ForAll(Cases.ToArbitrary(), sample =>
        {
            var after = Start.AddMinutes(sample.After);

            ScheduleExpressionTests.Parse(sample.Text).GetNextOccurrence(after).ShouldBe(ByLooking(sample, after), $"{sample.Text} after {after:O}");
        }).QuickCheckThrowOnFailure();

    static Gen<Sample> Cases =>
        from minutes in Values(0, 59)
        from hours in Values(0, 23)
        from days in Values(1, 31)
        from months in Values(1, 12)
        from weekdays in Values(0, 6)
        from after in Gen.Choose(0, 200_000)
        select new Sample(minutes, hours, days, months, weekdays, after);

    /// <summary>All of them in half of the cases, so that some day fits.</summary>
    static Gen<int[]> Values(int least, int most) => Gen.OneOf(
        Gen.Constant(Enumerable.Range(least, most - least + 1).ToArray()),
        from some in Gen.Choose(least, most).NonEmptyListOf() select some.Distinct().Order().ToArray());

    static DateTime? ByLooking(Sample sample, DateTime after)
    {
        for (var day = after.Date; day < after.AddYears(30); day = day.AddDays(1))
        {
            if (!sample.Days.Contains(day.Day) || !sample.Months.Contains(day.Month) || !sample.Weekdays.Contains((int)day.DayOfWeek))
            {
                continue;
            }

            for (var minute = 0; minute < 24 * 60; minute++)
            {
                var time = day.AddMinutes(minute);
                if (time > after && sample.Hours.Contains(time.Hour) && sample.Minutes.Contains(time.Minute))
                {
                    return time;
                }
            }
        }

        return null;
    }

    sealed record Sample(int[] Minutes, int[] Hours, int[] Days, int[] Months, int[] Weekdays, int After)
    {
        public string Text => string.Join(' ', new[] { Minutes, Hours, Days, Months, Weekdays }.Select(values => string.Join(',', values)));
    }
}
