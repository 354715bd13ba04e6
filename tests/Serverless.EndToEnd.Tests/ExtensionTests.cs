using System.Net;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.EndToEnd.Tests.InProcess;

namespace Serverless.EndToEnd.Tests;

[Collection(HostCollection.Name)]
public sealed class ExtensionTests(SharedPlatform shared)
{
    /// <summary>Candidates of one: budgets that end with a generation leave none half done.</summary>
    const int Generation = 4;

    /// <summary>How long after an extension was sent the functions app is killed.</summary>
    static readonly TimeSpan[] Kills = [TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50)];

    [Fact]
    public async Task Search_ExtendedAfterEachEndAndItsHostKilledMeanwhile_EndsAsOneThatHadTheWholeBudget()
    {
        var trainings = Generation * (1 + Kills.Length);
        var extended = await RunAsync(Generation, ExtendAsync, trainings);

        extended.ShouldEqual(await EngineSearch.OutcomeOfAsync(Requests.Small(trainings)));
    }

    static async Task ExtendAsync(Platform platform, string searchId)
    {
        foreach (var (index, delay) in Kills.Index())
        {
            (await platform.EndOfAsync(searchId)).StopReason.ShouldBe(StopReason.BudgetTrainings);
            var key = FormattableString.Invariant($"extension-{index}");
            var interrupted = platform.Searches.ExtendAsync(searchId, Generation, key);
            await Task.Delay(delay);
            await platform.Host.KillAsync();
            await interrupted;
            await platform.StartHostAsync();

            (await platform.Searches.ExtendAsync(searchId, Generation, key)).ShouldBe(HttpStatusCode.Accepted, platform.Host.Output);
        }
    }

    async Task<Outcome> RunAsync(int budget, Func<Platform, string, Task> extendAsync, int trainings)
    {
        await using var platform = await shared.BeginAsync();
        var worker = platform.StartWorker("worker-a");
        var searchId = await platform.Searches.PostAsync(Requests.Small(budget));

        await extendAsync(platform, searchId);

        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        search.Error.ShouldBeNull();
        search.Budget.TrainingsSpent.ShouldBe(trainings);
        search.Budget.Limits.Trainings.ShouldBe(trainings, "each extension is added once");
        search.Extensions?.Select(extension => extension.Generation).ShouldBe([1, 2]);
        var trained = Trainings.CompletedBy(worker);
        trained.ShouldBeUnique();
        trained.Count.ShouldBe(trainings);
        (await platform.Searches.EvaluationsAsync(searchId)).Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(trainings);
        return await Outcome.OfAsync(platform, searchId);
    }
}
