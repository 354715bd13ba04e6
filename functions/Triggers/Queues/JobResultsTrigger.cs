using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http;

namespace Serverless.Functions.Triggers.Queues;

/// <summary>Queue <c>job-results</c>: wakes the orchestration that waits for a job.</summary>
public sealed class JobResultsTrigger(MessageHandling handling, ILogger<JobResultsTrigger> logger)
{
    /// <exception cref="MessageRejectedException">The message is not valid; its blob in <c>rejected</c> says why.</exception>
    [Function(FunctionNames.JobResults)]
    public Task RunAsync(
        [QueueTrigger(QueueNames.JobResults)] QueueMessage message, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        handling.RunAsync(QueueNames.JobResults, message, body => WakeAsync(Read(body), client, cancellation), cancellation);

    async Task WakeAsync(JobResultMessage message, DurableTaskClient client, CancellationToken cancellation)
    {
        var parent = Spans.ReadParent(message.TraceParent);
        using var span = Spans.Start(SpanNames.JobResult, ActivityKind.Consumer, parent)?.SetTag(AttributeNames.JobId, message.JobId);
        if (await HasEndedAsync(client, message, cancellation))
        {
            logger.ResultDropped(message.JobId, message.InstanceId);
            return;
        }

        try
        {
            await client.RaiseEventAsync(message.InstanceId, message.EventName, message, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The orchestration may have ended between the check and the event; each version of the engine reports that in its own way.
            if (!await HasEndedAsync(client, message, cancellation))
            {
                throw;
            }

            logger.ResultDropped(message.JobId, message.InstanceId);
        }
    }

    static async Task<bool> HasEndedAsync(DurableTaskClient client, JobResultMessage message, CancellationToken cancellation) =>
        await client.GetInstanceAsync(message.InstanceId, cancellation) is null or { IsCompleted: true };

    static JobResultMessage Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var message = JsonSerializer.Deserialize(body.Span, CoreJson.Default.JobResultMessage);
            return message is not { InstanceId.Length: > 0, EventName.Length: > 0 } ? throw Malformed("It has no instance or no event.")

                // Other events, such as to cancel a search, are not a worker's to raise.
                : message.EventName != message.JobId ? throw Malformed("Its event is not that of its job.")
                : message;
        }
        catch (JsonException)
        {
            throw Malformed("It is not JSON, or lacks one of its fields.");
        }
    }

    static MessageRejectedException Malformed(string reason) => new(RequestProblem.Describe(
        StatusCodes.Status400BadRequest,
        ProblemCodes.MalformedJson,
        "The message is not the result of a job.",
        $$"""{{reason}} Workers send {"schemaVersion":1,"jobId":"...","instanceId":"...","eventName":"..."}; other programs do not need to."""));
}
