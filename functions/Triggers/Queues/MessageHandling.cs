using System.Text;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core.Validation;
using Serverless.Core;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http;
using Serverless.Storage.Jobs;

namespace Serverless.Functions.Triggers.Queues;

/// <summary>Handles one delivery of a queue message; what keeps a message from being handled stays in a blob, whatever it is.</summary>
/// <remarks>Failures are thrown on: the host delivers the message again, and after the last time moves it to the poison queue.</remarks>
public sealed class MessageHandling(IDocumentStore store, ILogger<MessageHandling> logger)
{
    /// <summary>How often a message is delivered: <c>maxDequeueCount</c> of <c>host.json</c>, which a test compares.</summary>
    public const int MaximumDeliveries = 5;

    /// <param name="queue">The queue that it came from.</param>
    /// <param name="message">As the queue gave it, in base64 or as it is.</param>
    /// <param name="handle">Takes the message's text in UTF-8. <see cref="MessageRejectedException"/> says what is wrong with it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task RunAsync(string queue, QueueMessage message, Func<ReadOnlyMemory<byte>, Task> handle, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(handle);
        try
        {
            await handle(Encoding.UTF8.GetBytes(QueueText.Decode(message.Body.ToString())));
        }
        catch (MessageRejectedException rejected)
        {
            await GetOrCreateAsync(queue, message.MessageId, rejected.Problem, cancellation);
            throw;
        }
        catch (Exception failure) when (message.DequeueCount >= MaximumDeliveries && !cancellation.IsCancellationRequested)
        {
            var problem = RequestProblem.Describe(
                StatusCodes.Status500InternalServerError,
                ProblemCodes.InternalError,
                $"The message failed {message.DequeueCount} times.",
                $"The last time: {failure.Message} Send it again once this is mended.");
            await GetOrCreateAsync(queue, message.MessageId, problem, cancellation);
            throw;
        }
    }

    // What a delivery found is kept; a later one may find something else.
    async Task GetOrCreateAsync(string queue, string messageId, ApiProblem problem, CancellationToken cancellation)
    {
        var path = BlobPaths.Rejection(messageId);
        if (await store.FindVersionAsync(path, cancellation) is { } earlier)
        {
            await store.TryReplaceAsync(path, problem, earlier, CoreJson.Default.ApiProblem, cancellation);
        }
        else
        {
            await store.TryCreateAsync(path, problem, CoreJson.Default.ApiProblem, cancellation);
        }

        logger.MessageRejected(queue, messageId, problem.Detail is null ? problem.Title : $"{problem.Title} {problem.Detail}", path.ToString());
    }
}

/// <summary>A message asks for something that cannot be.</summary>
/// <param name="problem">Everything that is wrong with it.</param>
public sealed class MessageRejectedException(ApiProblem problem) : Exception(problem.Title)
{
    public ApiProblem Problem => problem;
}
