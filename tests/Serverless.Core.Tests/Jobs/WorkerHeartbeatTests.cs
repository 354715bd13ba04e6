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

    [Fact]
    public void StateOf_WorkerThatMissedHeartbeats_DoesNothingAnyMore()
    {
        var heartbeat = Heartbeat(10, ["board"], takesJobs: true) with
        {
            Jobs = [new RunningJob("j1", JobKind.Train, "s1", Noon)],
            Slots = 2,
            JobsDone = 5,
            BusyShare = 0.5,
        };

        var alive = WorkerState.Of(heartbeat, Noon.AddSeconds(5));
        var dead = WorkerState.Of(heartbeat, Noon.AddSeconds(60));

        (alive.IsAlive, alive.Jobs.Count, alive.Slots, alive.JobsDone, alive.BusyShare).ShouldBe((true, 1, 2, 5, 0.5));
        (dead.IsAlive, dead.Jobs.Count, dead.LastHeartbeat).ShouldBe((false, 0, Noon));
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
