using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Leases;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Leases;
using Serverless.Core.Searches;
using Serverless.Core.Validation;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/leases</c>: leases candidates to a user's program for evaluation, each to one program at a time; an empty list when none
/// waits.
/// </summary>
public sealed class TakeLeasesTrigger(JobLeases leases, SearchDocuments searches)
{
    const string Effect = "Nothing was leased.";

    [Function(FunctionNames.TakeLeases)]
    [TakesJson(typeof(LeaseRequest))]
    [Answers(200, typeof(ResultPage<LeasedJob>))]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    [Refuses(409, ProblemCodes.SearchEnded)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leases")] HttpRequest request, CancellationToken cancellation)
    {
        var http = request.HttpContext;
        var (body, _, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var reading = LeaseRequest.Read(body);
        if (reading.Body is not { } order)
        {
            return Problems.Of(http, RequestProblem.Of(reading.IsWellFormed, reading.Errors, Effect));
        }

        var taken = await leases.TakeAsync(order, cancellation);

        // A search that has jobs needs no check: it has an external evaluator and has not ended.
        return taken.Count == 0 && order.Search is { } search && await RefuseAsync(http, search, cancellation) is { } refusal
            ? refusal
            : TaggedJsonResult.Json(new ResultPage<LeasedJob>(taken), CoreJson.Default.LeasePage);
    }

    async Task<IResult?> RefuseAsync(HttpContext http, string id, CancellationToken cancellation)
    {
        if (await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(http);
        }

        if (SearchTransitions.IsFinal(state.State))
        {
            return Problems.SearchEnded(http, state);
        }

        const string Remedy = "The search has no external evaluator: its candidates are evaluated by the platform. Use a search with \"evaluator\": {\"kind\": \"external\"}.";
        return (await searches.ReadRequestAsync(id, cancellation)).IsExternal
            ? null
            : Problems.Of(http, RequestProblem.Of(isWellFormed: true, [new FieldError("/search", Remedy)], Effect));
    }
}
