using Serverless.Core.Jobs;

namespace Serverless.Core.Tests.Jobs;

public sealed class WorkerHeartbeatTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, 24, true)]
    [InlineData(10, 26, false)]
    [InlineData(60, 120, true)]
    [InlineData(0, 0, false)]
    public void IsAlive_SecondsLater_UntilTwoAreMissed(double interval, double later, bool expected) =>
        Heartbeat(interval, [], takesJobs: true).IsAlive(Noon.AddSeconds(later)).ShouldBe(expected);

    [Fact]
    public void Serves_AgentOfADevice_ItsMeasurementsOnly()
    {
        var agent = Heartbeat(60, ["board"], takesJobs: false);

        (agent.Serves("board"), agent.Serves("phone"), agent.Serves(null)).ShouldBe((true, false, false));
    }

    static WorkerHeartbeat Heartbeat(double interval, string[] devices, bool takesJobs) => new()
    {
        Worker = "w",
        At = Noon,
        IntervalSeconds = interval,
        Devices = devices,
        TakesJobs = takesJobs,
        Searches = [],
    };
}
