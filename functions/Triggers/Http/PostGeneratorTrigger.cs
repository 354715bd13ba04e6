using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Generators;
using Serverless.Application.Tables;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Validation;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/generators</c>: has a worker fit a generator to what searches have evaluated, to rows of a table, or to both.
/// </summary>
/// <remarks>Once fitted, it finds architectures for any device that has measured its reference architectures, and for any limit.</remarks>
public sealed class PostGeneratorTrigger(FitGenerator fit, TableLibrary tables, ILogger<PostGeneratorTrigger> logger)
{
    [Function(FunctionNames.PostGenerator)]
    [TakesJson(typeof(GeneratorRequest), HasIdempotencyKey = true)]
    [Answers(202, typeof(GeneratorEntry), IsTagged = true, HasLocation = true)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "generators")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var (body, key, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var reading = GeneratorRequestReader.Read(body, (await tables.ListAsync(cancellation)).Tables);
        if (!reading.IsValid)
        {
            return Refused(request, reading.IsWellFormed, reading.Errors);
        }

        var (entry, faults, wasDeleted) = await fit.FitAsync(new DurableOrchestrations(client), reading.Request, key, cancellation);
        if (entry is null)
        {
            return faults.Count > 0 ? Refused(request, isWellFormed: true, faults)
                : wasDeleted ? JsonRequest.KeyReused(request.HttpContext, "for a generator that was deleted", "Use a new key to fit another.")
                : JsonRequest.KeyReused(request.HttpContext);
        }

        logger.GeneratorAccepted(entry.Id, entry.Kind, entry.Examples, entry.Devices.Count);
        return TaggedJsonResult.Json(
            entry, CoreJson.Default.GeneratorEntry, StatusCodes.Status202Accepted, isTagged: true, Links.Item(request, entry.Id));
    }

    static IResult Refused(HttpRequest request, bool isWellFormed, IReadOnlyList<FieldError> errors) =>
        Problems.Of(request.HttpContext, RequestProblem.Of(isWellFormed, errors, "Nothing was fitted."));
}
