using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Searches;
using Serverless.Core;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/searches/{id}:extend</c>: adds budget to a search; a search that ended because a budget was used up continues where it
/// stopped.
/// </summary>
/// <remarks>
/// Requests with the same <c>Idempotency-Key</c> add the budget once. With <c>If-Match</c> the budget is added only while
/// <c>GET /api/searches/{id}</c> still returns that tag; the tag also changes with the progress of a running search.
/// </remarks>
public sealed class ExtendSearchTrigger(
    SearchDocuments searches, ExtendSearch extend, TimeProvider time, ILogger<ExtendSearchTrigger> logger)
{
    [Function(FunctionNames.ExtendSearch)]
    [TakesJson(typeof(SearchExtension), HasIdempotencyKey = true)]
    [TakesHeaders("If-Match")]
    [Answers(202, typeof(SearchDocument), IsTagged = true)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    [Refuses(409, ProblemCodes.SearchEnding, ProblemCodes.SearchNotExtendable)]
    [Refuses(412, ProblemCodes.PreconditionFailed)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches/{id}:extend")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var http = request.HttpContext;
        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is null)
        {
            return Problems.SearchNotFound(http);
        }

        var (body, key, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var reading = SearchExtensionReader.Read(body);
        if (!reading.IsValid)
        {
            return Problems.Of(http, RequestProblem.Of(reading.IsWellFormed, reading.Errors, "Nothing was added."));
        }

        var extension = new SearchExtension
        {
            Id = SearchExtension.IdOf(key ?? Guid.NewGuid().ToString("N")),
            At = time.GetUtcNow(),
            Added = reading.Added,
        };
        var outcome = await extend.ExtendAsync(new DurableOrchestrations(client), id, extension, state => IsMatch(request, state), cancellation);
        logger.SearchExtended(id, outcome.Verdict, outcome.State.State);
        return Describe(http, outcome);
    }

    static bool IsMatch(HttpRequest request, SearchDocument state) =>
        TaggedJsonResult.Json(state, CoreJson.Default.SearchDocument, isTagged: true).IsWanted(request);

    static IResult Describe(HttpContext http, SearchExtensionOutcome outcome) => outcome.Verdict switch
    {
        SearchExtensionVerdict.Extended => TaggedJsonResult.Json(
            outcome.State, CoreJson.Default.SearchDocument, StatusCodes.Status202Accepted, isTagged: true),
        SearchExtensionVerdict.KeyReused => JsonRequest.KeyReused(http),
        SearchExtensionVerdict.Changed => Problems.Of(
            http,
            StatusCodes.Status412PreconditionFailed,
            ProblemCodes.PreconditionFailed,
            "The search has changed since it was read.",
            "Read it again, and send If-Match with its new ETag, or omit the header. Nothing was added."),
        SearchExtensionVerdict.Invalid => Problems.Of(
            http, RequestProblem.Of(isWellFormed: true, outcome.Faults ?? [], "Nothing was added.")),
        SearchExtensionVerdict.Busy => Problems.Of(
            http,
            StatusCodes.Status409Conflict,
            ProblemCodes.SearchEnding,
            "The search is ending.",
            "Send the same request again later. Nothing was added."),
        _ => Problems.Of(
            http,
            StatusCodes.Status409Conflict,
            ProblemCodes.SearchNotExtendable,
            "More budget cannot continue this search.",
            $"It is {outcome.State.State}{(outcome.State.Error is { } error ? $": {error}" : ".")} Start a new search; it reuses finished trainings at no cost."),
    };
}
