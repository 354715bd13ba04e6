using Serverless.Core.Schedules;
using static Serverless.Core.Tests.Contracts.SampleParts;

namespace Serverless.Core.Tests.Contracts;

/// <summary>One value of each contract of schedules, with every field set.</summary>
static class ScheduleSamples
{
    static readonly ScheduleDefinition Nightly = new()
    {
        Expression = "0 22 * * 1-5",
        TimeZone = "Europe/Berlin",
        Device = "local-cpu",
        Overlap = OverlapPolicy.CancelPrevious,
        PauseOutside = new DailyWindow(new TimeOnly(22, 0), new TimeOnly(6, 30)),
        Request = ContractSamples.Request,
    };

    static readonly ScheduleOutcome Started = new()
    {
        DueAt = Time,
        DecidedAt = Time.AddSeconds(200),
        SearchId = "nightly-20260102t030405z",
        Late = true,
        LateBySeconds = 200,
        Reason = "The schedule waited for search s1 to end.",
    };

    public static IReadOnlyList<object> All { get; } =
    [
        Nightly,
        new ScheduleDocument
        {
            Id = "nightly",
            Definition = Nightly,
            CreatedAt = Time,
            UpdatedAt = Time.AddSeconds(1),
            DecidedUntil = Time.AddDays(1),
            NextDueAt = Time.AddDays(2),
            WaitingDueAt = Time.AddDays(1),
            Starting = new PendingStart(Started, ContractSamples.Request, "nightly-20260101t030405z"),
            LastStart = Started,
            LastSkip = new ScheduleOutcome { DueAt = Time, DecidedAt = Time, Reason = "The device is gone." },
            History = [Started],
        },
    ];
}
