using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>POST /api/searches</c>: starts a search.</summary>
public sealed class PostSearchTrigger(SearchAdmission admission, RequestNames names, ILogger<PostSearchTrigger> logger)
{
    [Function(FunctionNames.PostSearch)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var (body, key, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var known = await names.ListAsync(body, cancellation);
        var reading = SearchRequestReader.Read(body, known.Catalogue);
        if (!reading.IsValid)
        {
            known.ThrowIfBrokenIn(body.Span);
            return Problems.Of(request.HttpContext, RequestProblem.Of(reading));
        }

        if (await admission.AdmitAsync(client, reading.Request, key, cancellation) is not { } accepted)
        {
            return JsonRequest.KeyReused(request.HttpContext);
        }

        logger.SearchAccepted(accepted.Id);
        var warnings = RequestWarnings.Of(reading.Request, known.Catalogue);
        accepted = warnings.Count == 0 ? accepted : accepted with { Warnings = warnings };
        return Answer.Json(
            accepted, DomainJson.Default.SearchDocument, StatusCodes.Status202Accepted, isTagged: true, Links.Item(request, accepted.Id));
    }
}
