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

/// <summary>Handles one delivery of a queue message; whatever prevents a message from being handled is stored in a blob.</summary>
/// <remarks>Exceptions are rethrown: the host delivers the message again, and moves it to the poison queue after the last delivery.</remarks>
public sealed class MessageHandling(IDocumentStore store, ILogger<MessageHandling> logger)
{
    /// <summary>The number of times that a message is delivered: <c>maxDequeueCount</c> of <c>host.json</c>, which a test compares.</summary>
    public const int MaximumDeliveries = 5;

    /// <param name="queue">The queue that the message came from.</param>
    /// <param name="message">The message as the queue delivered it, in base64 or as plain text.</param>
    /// <param name="handle">Handles the text of the message in UTF-8; throws <see cref="MessageRejectedException"/> for an invalid message.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
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
                $"The last error: {failure.Message} Send it again once this is fixed.");
            await GetOrCreateAsync(queue, message.MessageId, problem, cancellation);
            throw;
        }
    }

    // Each delivery stores the problem that it found; a later delivery can find another one, which replaces it.
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

/// <summary>The exception for a message that asks for something invalid or impossible.</summary>
/// <param name="problem">Everything that is wrong with the message.</param>
public sealed class MessageRejectedException(ApiProblem problem) : Exception(problem.Title)
{
    public ApiProblem Problem => problem;
}
