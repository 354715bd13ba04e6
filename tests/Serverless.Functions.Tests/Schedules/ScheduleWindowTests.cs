using Serverless.Application.Searches;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Schedules;

/// <summary>A search due at 22:00 that may run from 22:00 to 06:00.</summary>
[Collection(ScheduleCollection.Name)]
public sealed class ScheduleWindowTests(AzuriteFixture azurite)
{
    const string Window = "22:00-06:00";

    static readonly DateTimeOffset Due = ScheduleBench.Due;
    static readonly DateTimeOffset Closing = Due.AddHours(8);
    static readonly DateTimeOffset Opening = Due.AddDays(1);

    [Fact]
    public async Task Search_NotDoneWhenTheWindowCloses_PausesAndGoesOnAtTheNext()
    {
        await using var bench = await RunningAsync();

        await bench.LookAsync(Closing.AddSeconds(-1));
        (await bench.SearchAsync(0)).PauseRequestedAt.ShouldBeNull();
        await bench.LookAsync(Closing.AddSeconds(10));

        var closed = await bench.SearchAsync(0);
        (closed.PauseRequestedAt, closed.ResumesAt, closed.Schedule!.ClosedAt).ShouldBe((Closing.AddSeconds(10), Opening, Closing));
        bench.Client.Raised.ShouldBe(["pace " + closed.Id]);
        await FollowAsync(bench, Closing.AddSeconds(11));
        await bench.LookAsync(Opening.AddSeconds(-1));
        (await bench.SearchAsync(0)).State.ShouldBe(SearchStatus.Paused);

        await bench.LookAsync(Opening);
        await FollowAsync(bench, Opening.AddSeconds(1));

        var open = await bench.SearchAsync(0);
        (open.State, open.ResumesAt, open.PauseRequestedAt).ShouldBe((SearchStatus.Running, null, null));
        open.Budget.PausedSeconds.ShouldBe((Opening.AddSeconds(1) - Closing.AddSeconds(11)).TotalSeconds, "its clock stood still outside the window");
        open.Budget.Deadline(open.StartedAt).ShouldBe(open.StartedAt!.Value.AddSeconds(3600 + open.Budget.PausedSeconds));
    }

    [Fact]
    public async Task Pause_EventLost_IsRaisedAgainAtTheNextLook()
    {
        await using var bench = await RunningAsync();

        await bench.LookAsync(Closing);
        await bench.LookAsync(Closing.AddMinutes(1));
        await FollowAsync(bench, Closing.AddMinutes(1));
        await bench.LookAsync(Closing.AddMinutes(2));

        bench.Client.Raised.Count.ShouldBe(2, "one for each look until the orchestration has heard it");
    }

    [Fact]
    public async Task Resume_BySomebodyOutsideTheWindow_HoldsUntilTheNextClosing()
    {
        await using var bench = await RunningAsync();
        await bench.LookAsync(Closing);
        await FollowAsync(bench, Closing);

        await bench.Pause.ResumeAsync(bench.Orchestrations, ScheduleBench.SearchOf(0), CancellationToken.None);
        await FollowAsync(bench, Closing.AddHours(1));
        await bench.LookAsync(Closing.AddHours(2));

        (await bench.SearchAsync(0)).State.ShouldBe(SearchStatus.Running);
        (await bench.SearchAsync(0)).PauseRequestedAt.ShouldBeNull();
        await bench.LookAsync(Closing.AddDays(1));
        (await bench.SearchAsync(0)).PauseRequestedAt.ShouldBe(Closing.AddDays(1));
    }

    [Fact]
    public async Task Pause_BySomebody_OutlastsTheWindow()
    {
        await using var bench = await RunningAsync();
        await bench.LookAsync(Closing);

        await bench.Pause.PauseAsync(bench.Orchestrations, ScheduleBench.SearchOf(0), CancellationToken.None);
        await bench.LookAsync(Opening);

        var search = await bench.SearchAsync(0);
        (search.PauseRequestedAt, search.ResumesAt).ShouldBe((Closing, null));
    }

    [Fact]
    public async Task Look_AwayOverAWholeWindow_WaitsForTheNext()
    {
        await using var bench = await RunningAsync();
        await bench.LookAsync(Closing);
        await FollowAsync(bench, Closing);

        await bench.LookAsync(Closing.AddDays(1).AddHours(1));

        (await bench.SearchAsync(0)).ResumesAt.ShouldBe(Opening.AddDays(1));
    }

    [Fact]
    public async Task Start_LateOutsideTheWindow_WaitsForItFromTheBeginning()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily(window: Window));

        await bench.LookAsync(Closing.AddHours(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        var search = await bench.SearchAsync(0);
        (search.Schedule!.Late, search.PauseRequestedAt, search.ResumesAt).ShouldBe((true, Closing.AddHours(1), Opening));
    }

    [Fact]
    public async Task Redefine_WindowTakenAway_LetsItsSearchGoOn()
    {
        await using var bench = await RunningAsync();
        await bench.LookAsync(Closing);
        await FollowAsync(bench, Closing);

        await bench.PutAsync(ScheduleBench.Daily());
        await bench.LookAsync(Closing.AddMinutes(5));

        (await bench.SearchAsync(0)).PauseRequestedAt.ShouldBeNull();
        bench.Client.Raised.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Search_EndedOutsideTheWindow_StaysAsItIs()
    {
        await using var bench = await RunningAsync();
        await bench.EndAsync(0);

        await bench.LookAsync(Closing);

        var search = await bench.SearchAsync(0);
        (search.State, search.PauseRequestedAt, search.ResumesAt).ShouldBe((SearchStatus.Completed, null, null));
        bench.Client.Raised.ShouldBeEmpty();
    }

    async Task<ScheduleBench> RunningAsync()
    {
        var bench = await ScheduleBench.CreateAsync(azurite);
        var definition = ScheduleBench.Daily(window: Window);
        await bench.PutAsync(definition with { Request = definition.Request with { Budgets = new() { WallClockSeconds = 3600 } } });
        await bench.LookAsync(Due);
        await bench.ChangeAsync(0, state => state with { State = SearchStatus.Running, StartedAt = Due });
        return bench;
    }

    /// <summary>Does what the orchestration does when it is woken.</summary>
    static Task FollowAsync(ScheduleBench bench, DateTimeOffset at) => bench.ChangeAsync(0, state => SearchPause.Follow(state, at));
}
