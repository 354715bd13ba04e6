using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Functions.Tests.Activities;

namespace Serverless.Functions.Tests.Searches;

/// <summary>The reported reasons why a search waits, depending on its queues and their workers.</summary>
public sealed class SearchWaitsTests
{
    static readonly DateTimeOffset Noon = SearchBench.Noon;

    static readonly SearchDocument Search = SearchDocuments.Pending("s-mine", TestRequests.Small(0), Noon.AddMinutes(-5)) with
    {
        State = SearchStatus.Running,
        StartedAt = Noon.AddMinutes(-4),
    };

    [Fact]
    public void Queue_NobodyEverServed_WaitsSinceItsOldestJob()
    {
        var wait = SearchWaits.ForQueue(Search, Queue("board", [Job(-30), Job(-90), Job(-120, "s-other")])).ShouldNotBeNull();

        wait.Kind.ShouldBe(SearchWaitKind.Device);
        wait.What.ShouldBe("an agent of device 'board'");
        wait.Since.ShouldBe(Noon.AddSeconds(-90));
        (wait.Queue, wait.QueueLength, wait.LastHeartbeat).ShouldBe(("measure-board", 3, null));
        wait.Remedy.ShouldContain("./serverless worker --device-agent board");
    }

    [Fact]
    public void Queue_WhoseWorkerDied_WaitsSinceItsLastHeartbeat()
    {
        var wait = SearchWaits.ForQueue(Search, Queue(null, [Job(-90)], Worker(-40, interval: 10, "s-mine"))).ShouldNotBeNull();

        wait.Kind.ShouldBe(SearchWaitKind.Worker);
        (wait.Since, wait.LastHeartbeat).ShouldBe((Noon.AddSeconds(-40), Noon.AddSeconds(-40)));
        wait.Remedy.ShouldBe("Start one: ./serverless worker");
    }

    [Fact]
    public void Queue_WhoseWorkerIsAtThisSearch_IsNotWaitedFor() =>
        SearchWaits.ForQueue(Search, Queue(null, [Job(-90)], Worker(-5, interval: 10, "s-mine"))).ShouldBeNull();

    [Fact]
    public void Queue_WhoseWorkersAreAtOthers_SaysSo()
    {
        var wait = SearchWaits.ForQueue(Search, Queue(null, [Job(-90)], Worker(-5, interval: 10, "s-other"))).ShouldNotBeNull();

        wait.Since.ShouldBe(Noon.AddSeconds(-90));
        wait.Remedy.ShouldStartWith("The existing one is busy; start one more");
    }

    [Fact]
    public void Queue_OfOthersOnly_IsNotWaitedFor() =>
        SearchWaits.ForQueue(Search, Queue(null, [Job(-90, "s-other")])).ShouldBeNull();

    [Fact]
    public void Queue_UnservedAndLongerThanCanBeSeen_IsWaitedForSinceTheSearchStarted()
    {
        var others = Enumerable.Repeat(Job(-900, "s-other"), IJobQueue.MostPeeked).ToArray();

        SearchWaits.ForQueue(Search, Queue(null, others)).ShouldNotBeNull().Since.ShouldBe(Noon.AddMinutes(-4));
        SearchWaits.ForQueue(Search, Queue(null, others, Worker(-5, interval: 10, "s-other"))).ShouldBeNull();
    }

    static QueueView Queue(string? device, QueuedJob[] waiting, params WorkerHeartbeat[] servers) => new(device, waiting.Length, waiting, servers, Noon);

    static QueuedJob Job(double seconds, string search = "s-mine") => new(search, Noon.AddSeconds(seconds));

    static WorkerHeartbeat Worker(double seconds, double interval, string search) => new()
    {
        Worker = "w",
        At = Noon.AddSeconds(seconds),
        IntervalSeconds = interval,
        Devices = [],
        TakesJobs = true,
        Searches = [search],
    };
}
