using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Functions.Tests.Activities;
using Serverless.Functions.Triggers.Queues;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>One trace from the request to the training and back; the test takes the part of the worker.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class SearchTraceTests(AzuriteFixture azurite) : IAsyncLifetime
{
    const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    const string FromOutside = $"00-{TraceId}-b7ad6b7169203331-01";

    SearchBench? _bench;

    SearchBench Bench => _bench!; // there between the two below

    public async ValueTask InitializeAsync() => _bench = await SearchBench.CreateInMemoryAsync(
        azurite.ConnectionString, TestRequests.Small(Random.Shared.NextInt64()) with { Constraints = [], Budgets = new() { Trainings = 4 } });

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    [Fact]
    public async Task Search_FromRequestToFront_IsOneTrace()
    {
        using var exports = new Exports();
        await SubmitAsync(FromOutside);

        await Bench.RunToTheEndAsync();
        var job = await JobAsync();
        await HearAsync(new JobResultMessage(job.Id, job.InstanceId, job.EventName) { TraceParent = job.TraceParent });

        Spans.ReadParent(job.TraceParent).TraceId.ToHexString().ShouldBe(TraceId);
        var spans = exports.Ended();
        spans.ShouldAllBe(span => span.TraceId.ToHexString() == TraceId);
        spans.Select(span => span.DisplayName).Distinct().ShouldBe(
            [
                "PostSearch", SpanNames.SubmitSearch, SpanNames.BeginSearch, SpanNames.Propose, SpanNames.Select, SpanNames.AdvanceWork,
                SpanNames.Merge, SpanNames.JobResult,
            ],
            ignoreOrder: true);
        spans.Single(span => span.DisplayName == SpanNames.Merge).GetTagItem(AttributeNames.SearchId).ShouldBe(Bench.SearchId);
        exports.Read(Instruments.Evaluations.Name).ShouldBe(new Dictionary<string, double> { ["Completed"] = 4 });
    }

    [Fact]
    public async Task Search_OlderThanTelemetry_GetsATraceThatEveryProcessGoesOnWith()
    {
        await Bench.BeginAsync();
        using var exports = new Exports();

        var here = await Bench.Service<SearchTraces>().OfAsync(Bench.SearchId, CancellationToken.None);
        var elsewhere = await new SearchTraces(Bench.Store).OfAsync(Bench.SearchId, CancellationToken.None);

        elsewhere.ShouldBe(here);
        exports.Ended().ShouldHaveSingleItem().TraceId.ShouldBe(here.Parent.TraceId);
    }

    [Theory]
    [InlineData("""{"schemaVersion":1,"traceParent":"00-nonsense"}""")]
    [InlineData("<not json>")]
    public async Task Search_WhoseTraceCannotBeRead_GoesOnInAnother(string document)
    {
        await Bench.Store.TryCreateBytesAsync(BlobPaths.SearchTrace(Bench.SearchId), System.Text.Encoding.UTF8.GetBytes(document), CancellationToken.None);
        using var exports = new Exports();

        await Bench.BeginAsync();

        exports.Ended().ShouldHaveSingleItem().ParentSpanId.ShouldBe(default);
    }

    [Fact]
    public async Task Search_WithoutExporter_KeepsNoTrace()
    {
        await SubmitAsync(FromOutside);
        await Bench.RunToTheEndAsync();

        (await JobAsync()).TraceParent.ShouldBeNull();
        (await Bench.Store.FindVersionAsync(BlobPaths.SearchTrace(Bench.SearchId), CancellationToken.None)).ShouldBeNull();
        Bench.Service<SearchTraces>().Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Gauges_OfARunningSearch_TellQueueHypervolumeAndBudgetUntilItHasEnded()
    {
        using var exports = new Exports();
        await Bench.BeginAsync();
        await new GenerationRun(Bench, 0).RunAsync();
        var state = await Bench.Documents.UpdateStateAsync(
            Bench.SearchId, found => found with { Budget = found.Budget with { Limits = new() { Trainings = 10, Generations = 3 } } }, CancellationToken.None);
        using var gauges = new PlatformGauges(
            Bench.Service<SearchTraces>(), Bench.Documents, Bench.Service<DeviceCatalogue>(), Bench.Queue, TimeProvider.System);

        await gauges.LookAsync(CancellationToken.None);

        exports.Read(Instruments.QueueMessages).Keys.ShouldBe(["jobs", "measure-local-cpu"], ignoreOrder: true);
        exports.Read(Instruments.Hypervolume).ShouldBe(new Dictionary<string, double> { [Bench.SearchId] = state.Hypervolume!.Value });
        exports.Read(Instruments.BudgetLeft).ShouldBe(
            new Dictionary<string, double> { [$"trainings {Bench.SearchId}"] = 6, [$"generations {Bench.SearchId}"] = 2 }, ignoreOrder: true);

        await Bench.Documents.UpdateStateAsync(Bench.SearchId, found => found with { State = SearchStatus.Completed }, CancellationToken.None);
        await gauges.LookAsync(CancellationToken.None);
        Bench.Service<SearchTraces>().Seen.ShouldBeEmpty();
    }

    async Task SubmitAsync(string traceParent)
    {
        using var request = Spans.Start("PostSearch", ActivityKind.Server, Spans.ReadParent(traceParent));
        (await Bench.Service<SubmitSearch>().SubmitAsAsync(Substitute.For<IOrchestrations>(), Bench.SearchId, Bench.Request, CancellationToken.None)).ShouldBeTrue();
    }

    async Task<Job> JobAsync()
    {
        var id = JobId.For(Bench.SearchId, (await Bench.CandidatesAsync(0))[0].Id, JobKind.Train, null, 1, epochs: null);
        return (await Bench.Store.ReadAsync(BlobPaths.Job(id), CoreJson.Default.Job, CancellationToken.None)).Value;
    }

    Task HearAsync(JobResultMessage result)
    {
        var message = QueuesModelFactory.QueueMessage(
            "m1", "receipt", BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(result, CoreJson.Default.JobResultMessage)), 1);
        return new JobResultsTrigger(new MessageHandling(Bench.Store, NullLogger<MessageHandling>.Instance), NullLogger<JobResultsTrigger>.Instance)
            .RunAsync(message, Substitute.For<DurableTaskClient>("test"), CancellationToken.None);
    }
}
