using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Searches;
using Serverless.Core.Validation;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http;

namespace Serverless.Functions.Triggers.Queues;

/// <summary>Queue <c>search-requests</c>: starts a search, once, however often its message is delivered.</summary>
/// <remarks>
/// The id of the search is the field <c>id</c> of the message, or is derived from the queue's id of the message. An invalid message is
/// retried like any that failed, since the device that it names may be registered in the meantime.
/// </remarks>
public sealed class SearchRequestsTrigger(
    SubmitSearch submit, RequestNames names, MessageHandling handling, ILogger<SearchRequestsTrigger> logger)
{
    /// <exception cref="MessageRejectedException">The message is not valid; its blob in <c>rejected</c> lists all errors.</exception>
    [Function(FunctionNames.SearchRequests)]
    public Task RunAsync(
        [QueueTrigger(QueueNames.SearchRequests)] QueueMessage message, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return handling.RunAsync(
            QueueNames.SearchRequests, message, body => StartAsync(message.MessageId, body, client, cancellation), cancellation);
    }

    async Task StartAsync(string messageId, ReadOnlyMemory<byte> body, DurableTaskClient client, CancellationToken cancellation)
    {
        // The search keeps the seeds that a generator returned at the first delivery of the message, also when the message has its own id.
        var searchId = SearchMessageReader.IdIn(body) ?? SearchId.From(messageId);
        var known = await names.ListAsync(body, cancellation, searchId);
        var reading = SearchMessageReader.Read(body, known.Catalogue).Reading;
        if (!reading.IsValid)
        {
            throw new MessageRejectedException(RequestProblem.Of(reading, known));
        }

        if (!await submit.SubmitAsAsync(new DurableOrchestrations(client), searchId, reading.Request, cancellation))
        {
            var taken = RequestProblem.Describe(
                StatusCodes.Status409Conflict,
                ProblemCodes.SearchIdTaken,
                "Another request has this id.",
                "Use another id, or omit it. Nothing was created.",
                [new FieldError("/id", $"'{searchId}' is the id of another request.")]);
            throw new MessageRejectedException(taken);
        }

        logger.SearchAccepted(searchId);
    }
}
