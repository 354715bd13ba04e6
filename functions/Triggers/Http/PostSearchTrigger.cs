using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>POST /api/searches</c>: starts a search.</summary>
public sealed class PostSearchTrigger(SubmitSearch submit, RequestNames names, ILogger<PostSearchTrigger> logger)
{
    [Function(FunctionNames.PostSearch)]
    [TakesJson(typeof(SearchRequest), HasIdempotencyKey = true)]
    [Answers(202, typeof(SearchDocument), IsTagged = true, HasLocation = true)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var search = await SearchBody.ReadAsync(request, names, cancellation);
        if (search.Problem is { } problem)
        {
            return problem;
        }

        if (await submit.SubmitAsync(new DurableOrchestrations(client), search.Request!, search.IdempotencyKey, cancellation) is not { } accepted)
        {
            return JsonRequest.KeyReused(request.HttpContext);
        }

        logger.SearchAccepted(accepted.Id);
        var warnings = RequestWarnings.Of(search.Request!, search.Catalogue!);
        accepted = warnings.Count == 0 ? accepted : accepted with { Warnings = warnings };
        return TaggedJsonResult.Json(
            accepted, CoreJson.Default.SearchDocument, StatusCodes.Status202Accepted, isTagged: true, Links.Item(request, accepted.Id));
    }
}
