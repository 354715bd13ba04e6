using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Surrogates;
using Serverless.Application.Tables;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;
using Serverless.Core;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/surrogates</c>: has a worker fit a surrogate to what a search has evaluated, to rows of a table, or to both.
/// </summary>
public sealed class PostSurrogateTrigger(
    TrainingSetBuilder materials, WarmStarts warmStarts, FitSurrogate fit, TableLibrary tables, ILogger<PostSurrogateTrigger> logger)
{
    [Function(FunctionNames.PostSurrogate)]
    [TakesJson(typeof(FitRequest), HasIdempotencyKey = true)]
    [Answers(202, typeof(SurrogateEntry), IsTagged = true, HasLocation = true)]
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

        var reading = FitRequestReader.Read(body, (await tables.ListAsync(cancellation)).Tables);
        if (!reading.IsValid)
        {
            return Refused(request, reading.IsWellFormed, reading.Errors);
        }

        var (material, fault) = await materials.GatherAsync(reading.Request, cancellation);
        if (material is null)
        {
            return Refused(request, isWellFormed: true, [fault!]); // there is one of both
        }

        var (resolved, unfit) = await warmStarts.ResolveAsync(reading.Request, material, cancellation);
        if (resolved is null)
        {
            return Refused(request, isWellFormed: true, [unfit!]);
        }

        var (entry, wasDeleted) = await fit.FitAsync(new DurableOrchestrations(client), reading.Request, material, resolved, key, cancellation);
        if (entry is null)
        {
            return wasDeleted
                ? JsonRequest.KeyReused(request.HttpContext, "for a surrogate that was deleted", "Use a new key to fit another.")
                : JsonRequest.KeyReused(request.HttpContext);
        }

        logger.FitAccepted(entry.Id, entry.Kind, entry.Examples);
        return TaggedJsonResult.Json(
            entry, CoreJson.Default.SurrogateEntry, StatusCodes.Status202Accepted, isTagged: true, Links.Item(request, entry.Id));
    }

    static IResult Refused(HttpRequest request, bool isWellFormed, IReadOnlyList<FieldError> errors) =>
        Problems.Of(request.HttpContext, RequestProblem.Of(isWellFormed, errors, "Nothing was fitted."));
}
