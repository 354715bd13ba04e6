using Microsoft.DurableTask.Client;
using Serverless.Core.Schedules;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Schedules;

/// <summary>Due times whose previous search has not ended.</summary>
[Collection(ScheduleCollection.Name)]
public sealed class ScheduleOverlapTests(AzuriteFixture azurite)
{
    static readonly DateTimeOffset Due = ScheduleBench.Due;

    [Fact]
    public async Task Skip_PreviousRuns_StartsNoneAndSaysWhy()
    {
        await using var bench = await StartedAsync(OverlapPolicy.Skip);

        await bench.LookAsync(Due.AddDays(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        var skip = (await bench.ScheduleAsync()).LastSkip.ShouldNotBeNull();
        skip.DueAt.ShouldBe(Due.AddDays(1));
        skip.Reason.ShouldBe("Search nightly-20261122t220000z, started for 2026-11-22 22:00:00Z, is still running.");
        await bench.EndAsync(0);
        await bench.LookAsync(Due.AddDays(2));
        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0), ScheduleBench.SearchOf(2)]);
    }

    [Fact]
    public async Task Queue_PreviousRuns_StartsTheLatestWhenThatHasEnded()
    {
        await using var bench = await StartedAsync(OverlapPolicy.Queue);

        await bench.LookAsync(Due.AddDays(1));
        await bench.LookAsync(Due.AddDays(2));
        (await bench.ScheduleAsync()).WaitingDueAt.ShouldBe(Due.AddDays(2));
        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        await bench.EndAsync(0);
        await bench.LookAsync(Due.AddDays(2).AddHours(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0), ScheduleBench.SearchOf(2)]);
        var schedule = await bench.ScheduleAsync();
        (schedule.WaitingDueAt, schedule.LastSkip!.DueAt).ShouldBe((null, Due.AddDays(1)));
        (schedule.LastStart!.Late, schedule.LastStart.Reason).ShouldBe((true, "The schedule waited for search nightly-20261122t220000z to end."));
    }

    [Fact]
    public async Task CancelPrevious_PreviousRuns_IsToldToEndAndTheNextStarts()
    {
        await using var bench = await StartedAsync(OverlapPolicy.CancelPrevious);

        await bench.LookAsync(Due.AddDays(1));

        bench.Client.Raised.ShouldBe(["cancel nightly-20261122t220000z"]);
        (await bench.IsCancelledAsync(0)).ShouldBeTrue();
        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0), ScheduleBench.SearchOf(1)]);
        (await bench.ScheduleAsync()).LastStart!.Reason.ShouldBe("Search nightly-20261122t220000z was cancelled to start this one.");
    }

    [Theory]
    [InlineData(OverlapPolicy.Skip)]
    [InlineData(OverlapPolicy.Queue)]
    public async Task PreviousOrchestrationBroke_HoldsNothingUp(OverlapPolicy overlap)
    {
        await using var bench = await StartedAsync(overlap);
        bench.Client.End(ScheduleBench.SearchOf(0), OrchestrationRuntimeStatus.Failed);

        await bench.LookAsync(Due.AddDays(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0), ScheduleBench.SearchOf(1)]);
    }

    /// <summary>A schedule whose first search runs.</summary>
    async Task<ScheduleBench> StartedAsync(OverlapPolicy overlap)
    {
        var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily(overlap));
        await bench.LookAsync(Due);
        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        return bench;
    }
}
