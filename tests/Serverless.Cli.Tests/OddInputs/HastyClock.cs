namespace Serverless.Cli.Tests.OddInputs;

/// <summary>A clock whose delays end immediately, and whose time limits never expire.</summary>
sealed class HastyClock : TimeProvider
{
    // Between the longest pause of a retry and the shortest limit of a request.
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > LongestPause ? Timeout.InfiniteTimeSpan : Min(dueTime, TimeSpan.FromMilliseconds(1)), period);

    static TimeSpan Min(TimeSpan first, TimeSpan second) => first < second ? first : second;
}
