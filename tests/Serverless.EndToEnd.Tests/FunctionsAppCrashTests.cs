using System.Net;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Testing;
using Serverless.EndToEnd.Tests.InProcess;

namespace Serverless.EndToEnd.Tests;

[Collection(HostCollection.Name)]
public sealed class FunctionsAppCrashTests(SharedPlatform shared)
{
    const int TrainingBudget = 10;

    /// <summary>Longer than a worker needs to find a job that it ought not to find.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    /// <summary>All kills in one search: after each the durable engine needs seconds until it goes on.</summary>
    [Fact]
    public async Task Search_HostAndItsAppKilledAtManyPoints_EndsAsIfUndisturbed()
    {
        var disturbed = await RunAsync(async (platform, searchId, worker) =>
        {
            await RestartHostAsync(platform);
            await KillTheAppAloneAsync(platform);
            await KillTheHostAloneAsync(platform);
            await KillWhilePausedAndBeforeTheResumeIsAnsweredAsync(platform, searchId, worker);
            await StateBecomesAsync(platform, searchId, SearchStatus.Running);
            await KillRightAfterEachAnswerAsync(platform, searchId, worker);
        });

        disturbed.ShouldEqual(await EngineSearch.OutcomeOfAsync(Requests.Small(TrainingBudget)));
    }

    static async Task KillTheAppAloneAsync(Platform platform)
    {
        var app = ProcessTree.ChildrenOf(platform.Host.Id).ShouldHaveSingleItem();
        ProcessTree.Kill(app);

        await Eventually.HoldsAsync(
            "the host has started the app again",
            async () => ProcessTree.ChildrenOf(platform.Host.Id) is [var next] && next != app && await platform.IsHealthyAsync());
    }

    static async Task KillTheHostAloneAsync(Platform platform)
    {
        var app = ProcessTree.ChildrenOf(platform.Host.Id).ShouldHaveSingleItem();
        ProcessTree.Kill(platform.Host.Id);

        await Eventually.HoldsAsync("the app has ended with its host", () => Task.FromResult(!ProcessTree.IsRunning(app)));
        await platform.StartHostAsync();
    }

    static async Task KillWhilePausedAndBeforeTheResumeIsAnsweredAsync(Platform platform, string searchId, ChildProcess worker)
    {
        (await platform.Searches.ActAsync(searchId, "pause")).ShouldBe(HttpStatusCode.Accepted);
        await StateBecomesAsync(platform, searchId, SearchStatus.Paused);
        await RestartHostAsync(platform);
        await StaysPausedAsync(platform, searchId, worker);

        // Whether the wish was heard is not known, so it is made again.
        var interrupted = platform.Searches.ActAsync(searchId, "resume");
        await Task.Delay(TimeSpan.FromMilliseconds(20));
        await RestartHostAsync(platform);
        await interrupted;
        (await platform.Searches.ActAsync(searchId, "resume")).ShouldBe(HttpStatusCode.Accepted);
    }

    static async Task KillRightAfterEachAnswerAsync(Platform platform, string searchId, ChildProcess worker)
    {
        (await platform.Searches.ActAsync(searchId, "pause")).ShouldBe(HttpStatusCode.Accepted);
        await RestartHostAsync(platform);
        await StateBecomesAsync(platform, searchId, SearchStatus.Paused);
        await StaysPausedAsync(platform, searchId, worker);

        (await platform.Searches.ActAsync(searchId, "resume")).ShouldBe(HttpStatusCode.Accepted);
        await RestartHostAsync(platform);
    }

    static async Task RestartHostAsync(Platform platform)
    {
        await platform.Host.KillAsync();
        await platform.StartHostAsync();
    }

    static Task StateBecomesAsync(Platform platform, string searchId, SearchStatus state) => Eventually.HoldsAsync(
        $"search {searchId} is {state}", async () => (await platform.Searches.GetAsync(searchId)).State == state);

    static async Task StaysPausedAsync(Platform platform, string searchId, ChildProcess worker)
    {
        await Eventually.HoldsAsync(
            $"what runs has ended. {worker.Output}",
            () => Task.FromResult(Trainings.StartedBy(worker).Count == Trainings.CompletedBy(worker).Count));
        await Task.Delay(Quiet);
        var started = Trainings.StartedBy(worker).Count;
        await Task.Delay(Quiet);
        Trainings.StartedBy(worker).Count.ShouldBe(started, "nothing new starts");
        (await platform.Searches.GetAsync(searchId)).State.ShouldBe(SearchStatus.Paused);
    }

    async Task<Outcome> RunAsync(Func<Platform, string, ChildProcess, Task> disturbAsync)
    {
        await using var platform = await shared.BeginAsync();
        var worker = platform.StartWorker("worker-a");
        var searchId = await platform.Searches.PostAsync(Requests.Small(TrainingBudget));
        await Eventually.HoldsAsync(
            $"a training of the second generation ended. {worker.Output}", () => Task.FromResult(Trainings.CompletedBy(worker).Count >= 5));

        await disturbAsync(platform, searchId, worker);

        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        search.StopReason.ShouldBe(StopReason.BudgetTrainings);
        search.Budget.TrainingsSpent.ShouldBe(TrainingBudget);
        var trained = Trainings.CompletedBy(worker);
        trained.ShouldBeUnique();
        trained.Count.ShouldBe(TrainingBudget);
        (await platform.Searches.EvaluationsAsync(searchId)).Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(TrainingBudget);
        return await Outcome.OfAsync(platform, searchId);
    }
}
