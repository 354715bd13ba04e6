using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Validation;
using Serverless.Functions.Triggers.Queues;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Queues;

public sealed class JobResultsTriggerTests
{
    const string Message = """{"schemaVersion":1,"jobId":"j1","instanceId":"i1","eventName":"j1"}""";

    readonly IDocumentStore _store = Substitute.For<IDocumentStore>();
    readonly DurableTaskClient _client = Substitute.For<DurableTaskClient>("test");

    public JobResultsTriggerTests() => _store.FindVersionAsync(Arg.Any<BlobPath>(), Arg.Any<CancellationToken>()).Returns((string?)null);

    [Fact]
    public async Task Message_OfARunningInstance_RaisesItsEvent()
    {
        Instance(OrchestrationRuntimeStatus.Running);

        await RunAsync(Message);

        await _client.Received(1).RaiseEventAsync("i1", "j1", Arg.Any<object?>(), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    [InlineData(null)]
    public async Task Message_OfAnInstanceThatEndedOrIsGone_IsDropped(OrchestrationRuntimeStatus? status)
    {
        Instance(status);

        await RunAsync(Message);

        await _client.DidNotReceiveWithAnyArgs().RaiseEventAsync("", "", null, CancellationToken.None);
    }

    [Fact]
    public async Task Message_OfAnInstanceThatEndsMeanwhile_IsDropped()
    {
        Instance(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed);
        _client.RaiseEventAsync("i1", "j1", Arg.Any<object?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new InvalidOperationException("not running"));

        await Should.NotThrowAsync(() => RunAsync(Message));
    }

    [Fact]
    public async Task Message_EngineAway_IsTriedAgain()
    {
        Instance(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Running);
        _client.RaiseEventAsync("i1", "j1", Arg.Any<object?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new InvalidOperationException("away"));

        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(Message));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("<plain>")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"jobId":"j1","instanceId":"","eventName":"j1"}""")]
    [InlineData("""{"jobId":"j1","instanceId":"i1","eventName":"cancel"}""")]
    public async Task Message_Malformed_IsRejectedWithItsReason(string body)
    {
        await Should.ThrowAsync<MessageRejectedException>(() => RunAsync(body));

        await _store.Received(1).TryCreateAsync(
            BlobPaths.Rejection("m1"), Arg.Is<ApiProblem>(problem => problem.Code == "malformedJson"), CoreJson.Default.ApiProblem, Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(MessageHandling.MaximumDeliveries, 1)]
    public async Task Message_EngineAwayAtEveryDelivery_LeavesItsReasonAtTheLast(int delivery, int blobs)
    {
        Instance(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Running);
        _client.RaiseEventAsync("i1", "j1", Arg.Any<object?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new InvalidOperationException("It is away."));

        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(Message, delivery));

        await _store.Received(blobs).TryCreateAsync(
            BlobPaths.Rejection("m1"), Arg.Is<ApiProblem>(problem => problem.Detail!.Contains("It is away.")), CoreJson.Default.ApiProblem, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Message_PlainJson_IsReadAsItIs()
    {
        Instance(OrchestrationRuntimeStatus.Running);

        await RunWireAsync(Message);

        await _client.Received(1).RaiseEventAsync("i1", "j1", Arg.Any<object?>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public void MaximumDeliveries_IsWhatTheHostIsTold()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "host.json")));

        host.RootElement.GetProperty("extensions").GetProperty("queues").GetProperty("maxDequeueCount").GetInt32().ShouldBe(MessageHandling.MaximumDeliveries);
    }

    void Instance(params OrchestrationRuntimeStatus?[] statuses)
    {
        OrchestrationMetadata?[] answers =
            [.. statuses.Select(status => status is null ? null : new OrchestrationMetadata("x", "i1") { RuntimeStatus = status.Value })];
        _client.GetInstanceAsync("i1", Arg.Any<CancellationToken>()).Returns(answers[0], answers[1..]);
    }

    Task RunAsync(string body, int delivery = 1) => RunWireAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(body)), delivery);

    Task RunWireAsync(string wire, int delivery = 1)
    {
        var handling = new MessageHandling(_store, NullLogger<MessageHandling>.Instance);
        var message = QueuesModelFactory.QueueMessage("m1", "receipt", BinaryData.FromString(wire), delivery);
        return new JobResultsTrigger(handling, NullLogger<JobResultsTrigger>.Instance).RunAsync(message, _client, CancellationToken.None);
    }
}
