using System.Text;
using Serverless.Core;
using Serverless.Application.Storage;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Schedules;

/// <summary>The searches that schedules start, when they start, and what is reported about them.</summary>
[Collection(ScheduleCollection.Name)]
public sealed class ScheduleRunnerTests(AzuriteFixture azurite)
{
    static readonly DateTimeOffset Due = ScheduleBench.Due;

    [Fact]
    public async Task Look_BeforeAndAtTheDueTime_StartsItThenAndOnce()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());

        await bench.LookAsync(Due.AddSeconds(-1));
        bench.Client.Started.ShouldBeEmpty();
        await bench.LookAsync(Due.AddSeconds(20));
        await bench.LookAsync(Due.AddSeconds(80));

        bench.Client.Started.ShouldBe(["nightly-20261122t220000z"]);
        var search = await bench.SearchAsync(0);
        search.State.ShouldBe(SearchStatus.Pending);
        search.Schedule.ShouldBe(new ScheduleOrigin("nightly", Due, Late: false, LateBySeconds: 20));
        search.PauseRequestedAt.ShouldBeNull();
        var schedule = await bench.ScheduleAsync();
        (schedule.LastStart!.SearchId, schedule.LastStart.Late, schedule.Starting).ShouldBe((search.Id, false, null));
    }

    [Fact]
    public async Task Look_AfterDaysAway_StartsTheLatestMarkedLate()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());

        await bench.LookAsync(Due.AddDays(3).AddHours(5));
        await bench.LookAsync(Due.AddDays(3).AddHours(5).AddMinutes(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(3)]);
        var late = new ScheduleOrigin("nightly", Due.AddDays(3), Late: true, LateBySeconds: 5 * 60 * 60);
        (await bench.SearchAsync(3)).Schedule.ShouldBe(late);
        var schedule = await bench.ScheduleAsync();
        schedule.History.ShouldHaveSingleItem().ShouldBe(schedule.LastStart);
        (schedule.LastStart!.Late, schedule.LastStart.LateBySeconds).ShouldBe((late.Late, late.LateBySeconds));
    }

    [Fact]
    public async Task Look_ManyAtOnce_StartOnce()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.LookAsync(Due)));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        (await bench.ScheduleAsync()).History.ShouldHaveSingleItem().SearchId.ShouldBe(ScheduleBench.SearchOf(0));
    }

    [Fact]
    public async Task Look_BrokenSchedule_StopsItAlone()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily(), "after-it");
        await bench.PutAsync(ScheduleBench.Daily(), "before-it");
        await bench.Store.TryCreateBytesAsync(BlobPaths.Schedule("at-it"), Encoding.UTF8.GetBytes("{\"id\":"), CancellationToken.None);
        await bench.PutAsync(ScheduleBench.Daily() with { Expression = "0 0 *" }, "bad-times");

        await bench.LookAsync(Due);

        bench.Client.Started.ShouldBe(["after-it-20261122t220000z", "before-it-20261122t220000z"]);
    }

    [Fact]
    public async Task Look_RequestThatIsNotValidAnyMore_SkipsAndSaysWhy()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        var definition = ScheduleBench.Daily();
        var gone = definition.Request.Objectives.Select(objective => objective.Device is null ? objective : objective with { Device = "gone" });
        await bench.PutAsync(definition with { Request = definition.Request with { Objectives = [.. gone] } });

        await bench.LookAsync(Due);

        bench.Client.Started.ShouldBeEmpty();
        (await bench.ScheduleAsync()).LastSkip!.Reason.ShouldNotBeNull().ShouldContain("/objectives/1/device: 'gone' is not a valid device");
    }

    [Fact]
    public async Task Look_IdOfAnotherSearch_SkipsAndLeavesThatAlone()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());
        var other = Activities.TestRequests.Small(2);
        await bench.Store.TryCreateAsync(
            BlobPaths.Request(ScheduleBench.SearchOf(0)), other, CoreJson.Default.SearchRequest, CancellationToken.None);

        await bench.LookAsync(Due);

        bench.Client.Started.ShouldBeEmpty();
        var schedule = await bench.ScheduleAsync();
        (schedule.LastSkip!.Reason, schedule.LastStart, schedule.Starting).ShouldBe(("Another search has the id nightly-20261122t220000z.", null, null));
        (await bench.Searches.ReadRequestAsync(ScheduleBench.SearchOf(0), CancellationToken.None)).Dataset.SplitSeed.ShouldBe(2);
    }
}
