using Serverless.Core.Budgets;
using Serverless.Core.Datasets;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
public sealed class TwinSearchTests(SharedPlatform shared)
{
    const int TrainingBudget = 4;

    [Fact]
    public async Task Search_PostedAgainWhenEverythingIsCached_TakesTheSameCourseAndEndsWithTheSameFront()
    {
        await using var platform = await shared.BeginAsync();
        var request = Requests.Small(TrainingBudget);
        platform.Watched = [platform.StartWorker("worker-a")];

        var first = await platform.Searches.PostAsync(request);
        await platform.EndOfAsync(first);
        var second = await platform.Searches.PostAsync(request);
        var search = await platform.EndOfAsync(second);

        (await Outcome.OfAsync(platform, second)).ShouldEqual(await Outcome.OfAsync(platform, first));
        (search.State, search.StopReason).ShouldBe((SearchStatus.Completed, StopReason.BudgetTrainings));
        (search.Budget.TrainingsSpent, search.Budget.TrainingsCached, search.Budget.WorkerSeconds).ShouldBe((0, TrainingBudget, 0.0));
        Trainings.CompletedBy(platform.Watched).Count.ShouldBe(TrainingBudget);
        await ImportsWithoutTrainingAsync(platform, request, first);
    }

    static async Task ImportsWithoutTrainingAsync(Platform platform, SearchRequest request, string source)
    {
        var id = await platform.Searches.PostAsync(request with { ImportFrom = new() { Search = source }, Budgets = new() { Generations = 1 } });
        var search = await platform.EndOfAsync(id);

        (search.State, search.StopReason, search.Budget.TrainingsSpent + search.Budget.TrainingsCached).ShouldBe((SearchStatus.Completed, StopReason.BudgetGenerations, 0));
        var (front, original) = (await platform.Searches.FrontAsync(id), await platform.Searches.FrontAsync(source));
        front.Members.Select(member => member.Candidate).ShouldBe(original.Members.Select(member => member.Candidate));
        front.Members.ShouldAllBe(member => member.ImportedFrom == source && member.ModelBlob == null);
    }

    [Fact]
    public async Task Search_OfADatasetThatIsMissing_FailsWithTheReason()
    {
        await using var platform = await shared.BeginAsync();
        var request = Requests.Small(100);
        var source = new DatasetSource
        {
            Format = DatasetFormat.Npz,
            Shape = new(1, 28, 28, 10),
            Training = [new DatasetFile { Path = "no-such-file.npz" }],
        };
        platform.Watched = [platform.StartWorker("worker-a")];

        var id = await platform.Searches.PostAsync(request with { Dataset = request.Dataset with { Name = "missing", Source = source } });
        var search = await platform.EndOfAsync(id);

        search.State.ShouldBe(SearchStatus.Failed);
        var error = search.Error.ShouldNotBeNull();
        error.ShouldStartWith("No evaluation of this search can succeed, and a retry does not help:");
        error.ShouldContain("no-such-file.npz: there is no such file.");
        var outcomes = search.Outcomes.ShouldNotBeNull();
        (outcomes.Completed, outcomes.Cached).ShouldBe((0, 0));
        outcomes.Failed.ShouldBeInRange(1, 4);
        outcomes.Failures.ShouldHaveSingleItem().Reason.ShouldContain("no-such-file.npz");
    }
}
