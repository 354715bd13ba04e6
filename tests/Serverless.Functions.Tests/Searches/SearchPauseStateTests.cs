using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Functions.Tests.Searches;

public sealed class SearchPauseStateTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    static SearchDocument Running => new()
    {
        Id = "s1",
        State = SearchStatus.Running,
        CreatedAt = Noon,
        Budget = new BudgetLedger { Limits = new BudgetLimits { WallClockSeconds = 60 }, PausedSeconds = 5 },
    };

    [Fact]
    public void Follow_AskedPausedTakenBack_CountsThePause()
    {
        var asked = SearchPause.Ask(Running, Noon).ShouldNotBeNull();
        var paused = SearchPause.Follow(asked, Noon.AddSeconds(10)).ShouldNotBeNull();
        (paused.State, paused.PausedAt).ShouldBe((SearchStatus.Paused, Noon.AddSeconds(10)));
        SearchPause.Follow(paused, Noon.AddSeconds(11)).ShouldBeNull("it is paused already");

        var running = SearchPause.Follow(SearchPause.TakeBack(paused).ShouldNotBeNull(), Noon.AddSeconds(40)).ShouldNotBeNull();

        (running.State, running.PausedAt, running.PauseRequestedAt).ShouldBe((SearchStatus.Running, null, null));
        running.Budget.PausedSeconds.ShouldBe(35);
        SearchPause.Follow(running, Noon.AddSeconds(50)).ShouldBeNull("it runs already");
    }

    [Fact]
    public void Ask_TwiceOrForNothing_ChangesNothing()
    {
        SearchPause.Ask(SearchPause.Ask(Running, Noon)!, Noon.AddSeconds(1)).ShouldBeNull();
        SearchPause.TakeBack(Running).ShouldBeNull();
    }

    [Theory]
    [InlineData(SearchStatus.Completed)]
    [InlineData(SearchStatus.Failed)]
    [InlineData(SearchStatus.Cancelled)]
    [InlineData(SearchStatus.Pending)]
    public void Follow_NotRunning_ChangesNothing(SearchStatus state) =>
        SearchPause.Follow(Running with { State = state, PauseRequestedAt = Noon }, Noon).ShouldBeNull();
}
