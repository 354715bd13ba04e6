using Serverless.Domain.Budgets;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

public sealed class FunctionsAppCrashTests
{
    const int TrainingBudget = 10;

    [Fact]
    public async Task Search_FunctionsAppKilledMidGeneration_EndsAsIfUndisturbed()
    {
        var undisturbed = await RunAsync(_ => Task.CompletedTask);

        var disturbed = await RunAsync(async platform =>
        {
            await platform.Host.KillAsync();
            await platform.StartHostAsync();
        });

        disturbed.ShouldEqual(undisturbed);
    }

    static async Task<Outcome> RunAsync(Func<Platform, Task> disturbAsync)
    {
        await using var platform = await Platform.StartAsync();
        await platform.RegisterAsync(Requests.TableCpu);
        var worker = platform.StartWorker("worker-a");
        var searchId = await platform.PostAsync(Requests.Small(TrainingBudget));
        await Eventually.HoldsAsync(
            $"a training of the second generation ended. {worker.Output}", () => Task.FromResult(Trainings.CompletedBy(worker).Count >= 5));

        await disturbAsync(platform);

        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        search.StopReason.ShouldBe(StopReason.BudgetTrainings);
        search.Budget.TrainingsSpent.ShouldBe(TrainingBudget);
        var trained = Trainings.CompletedBy(worker);
        trained.ShouldBeUnique();
        trained.Count.ShouldBe(TrainingBudget);
        (await platform.EvaluationsAsync(searchId)).Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(TrainingBudget);
        return await Outcome.OfAsync(platform, searchId);
    }
}
