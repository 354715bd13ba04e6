using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Models;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Retraining;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/searches/{id}:retrain</c>: starts a search that trains candidates of this one again, with another recipe or in another size.
/// </summary>
public sealed class RetrainSearchTrigger(
    SearchDocuments searches, TrainedCandidates candidates, SubmitSearch submit, RequestNames names, ILogger<RetrainSearchTrigger> logger)
{
    const string Effect = "Nothing was created.";

    [Function(FunctionNames.RetrainSearch)]
    [TakesJson(typeof(RetrainOrder), HasIdempotencyKey = true)]
    [Answers(202, typeof(SearchDocument), IsTagged = true, HasLocation = true)]
    [Refuses(404, ProblemCodes.SearchNotFound, ProblemCodes.CandidateNotFound)]
    [Refuses(409, ProblemCodes.NotTrained)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches/{id}:retrain")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var http = request.HttpContext;
        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(http);
        }

        var (body, key, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var reading = RetrainOrder.Read(body);
        if (reading.Order is not { } order)
        {
            return Problems.Of(http, RequestProblem.Of(reading.IsWellFormed, reading.Errors, Effect));
        }

        var search = await searches.ReadRequestAsync(id, cancellation);
        if (CandidateProblems.NotTrained(http, search) is { } untrained)
        {
            return untrained;
        }

        var members = await candidates.ListAsync(state, search, cancellation);
        var known = members.ToDictionary(member => member.Candidate, member => member.Architecture);
        if (order.Candidates?.Where(candidate => !known.ContainsKey(candidate)).ToList() is [var unknown, ..])
        {
            return CandidateProblems.NotFound(http, id, unknown.Value, search);
        }

        IReadOnlyList<string> architectures = order.Candidates is { } named
            ? [.. named.Select(candidate => known[candidate])]
            : [.. members.Take(order.Top ?? int.MaxValue).Select(member => member.Architecture)];
        return FaultOf(architectures.Count) is { } fault
            ? Problems.Of(http, RequestProblem.Of(isWellFormed: true, [fault], Effect))
            : await StartAsync(request, client, RetrainRequest.Write(search, id, architectures, order), key, cancellation);
    }

    static FieldError? FaultOf(int count) => count switch
    {
        0 => new FieldError("/candidates", "The front of the search is empty, so there is nothing to retrain; wait for its first generation."),
        > RetrainOrder.Most => new FieldError("/top", $"The front has {count} candidates, but at most {RetrainOrder.Most} can be retrained at once: give the number, or list them in candidates."),
        _ => null,
    };

    async Task<IResult> StartAsync(HttpRequest request, DurableTaskClient client, byte[] body, string? key, CancellationToken cancellation)
    {
        var known = await names.ListAsync(body, cancellation);
        var reading = SearchRequestReader.Read(body, known.Catalogue);
        if (!reading.IsValid)
        {
            return Problems.Of(request.HttpContext, RequestProblem.Of(reading, known));
        }

        if (await submit.SubmitAsync(new DurableOrchestrations(client), reading.Request, key, cancellation) is not { } accepted)
        {
            return JsonRequest.KeyReused(request.HttpContext);
        }

        logger.SearchAccepted(accepted.Id);
        return TaggedJsonResult.Json(
            accepted, CoreJson.Default.SearchDocument, StatusCodes.Status202Accepted, isTagged: true, Links.Beside(request, accepted.Id));
    }
}
