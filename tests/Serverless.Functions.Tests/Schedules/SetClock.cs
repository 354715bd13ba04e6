namespace Serverless.Functions.Tests.Schedules;

/// <summary>A clock that shows the time that a test sets.</summary>
sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
