using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
public sealed class WorkerSwarmTests(SharedPlatform shared)
{
    const int TrainingBudget = 26;
    const int Workers = 4;

    /// <summary>Trainings that end between two deaths.</summary>
    const int Stride = 3;

    [Fact]
    public async Task Search_FourWorkersKilledOverAndOver_DoesEveryJobOnceAndPaysForItOnce()
    {
        await using var platform = await shared.BeginAsync();
        var searchId = await platform.Searches.PostAsync(
            Requests.Small(TrainingBudget, trainingImages: 128) with { Algorithm = new() { Name = "random", BatchSize = TrainingBudget } });
        var swarm = Enumerable.Range(0, Workers).Select(number => platform.StartWorker($"worker-{number}")).ToList();
        var all = swarm.ToList();
        var deaths = 0;
        // Counted by results: a worker that is killed between its result and its log never says that the training ended.
        for (var death = 0; death < 6; death++)
        {
            var (place, ended) = (death % Workers, Stride * (death + 1));
            await Eventually.HoldsAsync(
                $"{ended} trainings have ended and worker {place} is in mid-training, or all have ended",
                async () => (await platform.TrainingResultsAsync(searchId)).Count is var results
                    && (results >= TrainingBudget || (results >= ended && IsTraining(swarm[place]))),
                TimeSpan.FromMinutes(6));
            if (!IsTraining(swarm[place]))
            {
                break;
            }

            deaths++;
            await swarm[place].KillAsync();
            swarm[place] = platform.StartWorker($"replacement-{death}");
            all.Add(swarm[place]);
        }

        var search = await platform.EndOfAsync(searchId);

        deaths.ShouldBeGreaterThanOrEqualTo(Workers, "each place at least once; toward the end one may have nothing to train");
        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        (search.Budget.TrainingsSpent, search.Budget.TrainingsReserved).ShouldBe((TrainingBudget, 0));
        var evaluations = await platform.Searches.EvaluationsAsync(searchId);
        evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(TrainingBudget);
        evaluations.ShouldAllBe(evaluation => evaluation.Attempt == 1);
        Trainings.CompletedBy(all).ShouldBeUnique();
        (await platform.TrainingResultsAsync(searchId)).ShouldBe(
            [.. evaluations.Select(evaluation => $"jobs/{searchId}-{evaluation.Candidate}-train-1/result.json").Order(StringComparer.Ordinal)]);
        foreach (var queue in (string[])["jobs", "job-results", "jobs-poison", "job-results-poison"])
        {
            await Eventually.HoldsAsync($"the queue {queue} is empty", async () => await platform.QueuedAsync(queue) == 0);
        }
    }

    static bool IsTraining(ChildProcess worker) => Trainings.StartedBy(worker).Count > Trainings.CompletedBy(worker).Count;
}
