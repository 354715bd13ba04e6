using System.Net;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
public sealed class CancelTests(SharedPlatform shared)
{
    [Fact]
    public async Task Cancel_WhileTraining_StopsWorkersAndEmptiesQueues()
    {
        await using var platform = await shared.BeginAsync();
        var worker = platform.StartWorker("worker-a");
        // Hours of work, if nothing stops it.
        var request = Requests.Small(trainings: 100, trainingImages: 50_000) with { Training = new() { Epochs = 100 } };
        var searchId = await platform.Searches.PostAsync(request);
        await Eventually.HoldsAsync("the worker trains", () => Task.FromResult(Trainings.StartedBy(worker).Count == 1));

        using var answer = await platform.Client.PostAsync(new Uri($"searches/{searchId}:cancel", UriKind.Relative), null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Cancelled, search.Error);
        search.StopReason.ShouldBe(StopReason.Cancelled);
        await Eventually.HoldsAsync("no job is left", async () => await platform.QueuedAsync("jobs") == 0);
        await Eventually.HoldsAsync($"the worker has stopped. {worker.Output}", () => Task.FromResult(Trainings.StoppedBy(worker).Count == 1));
        worker.HasExited.ShouldBeFalse("the worker is free for other searches");
    }
}
