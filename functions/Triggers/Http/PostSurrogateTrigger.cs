using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Problems;
using Serverless.Domain.Surrogates;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;
using Serverless.Functions.Surrogates;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>POST /api/surrogates</c>: has a worker fit a surrogate to what a search has evaluated.</summary>
public sealed class PostSurrogateTrigger(SearchDocuments searches, FitAdmission admission, ILogger<PostSurrogateTrigger> logger)
{
    [Function(FunctionNames.PostSurrogate)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "surrogates")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var (body, key, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var reading = FitRequestReader.Read(body);
        if (!reading.IsValid)
        {
            return Refused(request, reading.IsWellFormed, reading.Errors);
        }

        if (await searches.FindStateAsync(reading.Request.Search, cancellation) is not { } state)
        {
            return Refused(request, isWellFormed: true, [new FieldError("/search", $"There is no search '{reading.Request.Search}'. GET /api/searches lists those there are.")]);
        }

        var asked = await searches.ReadRequestAsync(state.Id, cancellation);
        if (asked.Table is not null)
        {
            return Refused(request, isWellFormed: true, [new FieldError("/search", "It looks its candidates up in a table, so there is nothing to predict.")]);
        }

        var examples = await admission.GatherAsync(reading.Request, state, asked, cancellation);
        if (examples.Targets.Count == 0 || examples.Examples.Count < SurrogateSpecification.FewestEvaluations)
        {
            return Refused(request, isWellFormed: true, [new FieldError("/search", examples.Targets.Count == 0
                ? "All its objectives are counted or looked up, so there is nothing to predict."
                : $"It has {examples.Examples.Count} evaluations to learn from; a fit takes at least {SurrogateSpecification.FewestEvaluations}.")]);
        }

        if (await admission.AdmitAsync(client, reading.Request, asked, examples, key, cancellation) is not { } entry)
        {
            return JsonRequest.KeyReused(request.HttpContext);
        }

        logger.FitAccepted(entry.Id, entry.Kind, entry.Examples);
        return Answer.Json(
            entry, DomainJson.Default.SurrogateEntry, StatusCodes.Status202Accepted, isTagged: true, Links.Item(request, entry.Id));
    }

    static IResult Refused(HttpRequest request, bool isWellFormed, IReadOnlyList<FieldError> errors) =>
        Problems.Of(request.HttpContext, RequestProblem.Of(isWellFormed, errors, "Nothing was fitted."));
}
