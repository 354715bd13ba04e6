using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Jobs;
using Serverless.Functions.Logging;
using Serverless.Storage;

namespace Serverless.Functions.Triggers.Queues;

/// <summary>Queue <c>job-results</c>: wakes the orchestration that waits for a job.</summary>
public sealed class JobResultsTrigger(ILogger<JobResultsTrigger> logger)
{
    [Function(FunctionNames.JobResults)]
    public async Task RunAsync(
        [QueueTrigger(QueueNames.JobResults)] string body, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var message = Read(body);
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
            // It may have ended between the question and the event; every version of the engine tells so in its own way.
            if (!await HasEndedAsync(client, message, cancellation))
            {
                throw;
            }

            logger.ResultDropped(message.JobId, message.InstanceId);
        }
    }

    static async Task<bool> HasEndedAsync(DurableTaskClient client, JobResultMessage message, CancellationToken cancellation) =>
        await client.GetInstanceAsync(message.InstanceId, cancellation) is null or { IsCompleted: true };

    // Throwing sends the message to the poison queue after the host's retries.
    JobResultMessage Read(string body)
    {
        try
        {
            var message = JsonSerializer.Deserialize(body, DomainJson.Default.JobResultMessage);
            return message is { InstanceId.Length: > 0, EventName.Length: > 0 }
                ? message
                : throw new JsonException("It names no instance or no event.");
        }
        catch (JsonException malformed)
        {
            logger.MessageMalformed(QueueNames.JobResults, malformed.Message);
            throw;
        }
    }
}
