namespace Serverless.Functions.Tests.Schedules;

/// <summary>A clock that stands where a test sets it.</summary>
sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
