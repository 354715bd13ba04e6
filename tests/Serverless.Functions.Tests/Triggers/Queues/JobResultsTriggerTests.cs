using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Serverless.Functions.Triggers.Queues;

namespace Serverless.Functions.Tests.Triggers.Queues;

public sealed class JobResultsTriggerTests
{
    const string Message = """{"schemaVersion":1,"jobId":"j1","instanceId":"i1","eventName":"e1"}""";

    readonly DurableTaskClient _client = Substitute.For<DurableTaskClient>("test");

    [Fact]
    public async Task Message_OfARunningInstance_RaisesItsEvent()
    {
        Instance(OrchestrationRuntimeStatus.Running);

        await RunAsync(Message);

        await _client.Received(1).RaiseEventAsync("i1", "e1", Arg.Any<object?>(), Arg.Any<CancellationToken>());
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
        _client.RaiseEventAsync("i1", "e1", Arg.Any<object?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new InvalidOperationException("not running"));

        await Should.NotThrowAsync(() => RunAsync(Message));
    }

    [Fact]
    public async Task Message_EngineAway_IsTriedAgain()
    {
        Instance(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Running);
        _client.RaiseEventAsync("i1", "e1", Arg.Any<object?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new InvalidOperationException("away"));

        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(Message));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"jobId":"j1","instanceId":"","eventName":"e1"}""")]
    public async Task Message_Malformed_Throws(string body) => await Should.ThrowAsync<JsonException>(() => RunAsync(body));

    void Instance(params OrchestrationRuntimeStatus?[] statuses)
    {
        OrchestrationMetadata?[] answers =
            [.. statuses.Select(status => status is null ? null : new OrchestrationMetadata("x", "i1") { RuntimeStatus = status.Value })];
        _client.GetInstanceAsync("i1", Arg.Any<CancellationToken>()).Returns(answers[0], answers[1..]);
    }

    Task RunAsync(string body) =>
        new JobResultsTrigger(NullLogger<JobResultsTrigger>.Instance).RunAsync(body, _client, CancellationToken.None);
}
