using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Schedules;
using Serverless.Application.Searches;
using Serverless.Core.Schedules;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>PUT /api/schedules/{id}</c>: creates a schedule (201) or replaces the definition of one (200); the same definition again changes
/// nothing.
/// </summary>
/// <remarks>
/// With If-Match the definition is replaced only if it has that ETag; with <c>If-None-Match: *</c> no definition is replaced. Errors in the
/// search request are reported below <c>/request</c>.
/// </remarks>
public sealed class PutScheduleTrigger(
    ScheduleDocuments schedules, RequestNames names, TimeProvider time, ILogger<PutScheduleTrigger> logger)
{
    [Function(FunctionNames.PutSchedule)]
    [TakesJson(typeof(ScheduleDefinition))]
    [TakesHeaders("If-Match", "If-None-Match")]
    [Answers(201, typeof(ScheduleDocument), IsTagged = true)]
    [Answers(200, typeof(ScheduleDocument), IsTagged = true)]
    [Refuses(412, ProblemCodes.PreconditionFailed)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "schedules/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ScheduleId.IsValid(id))
        {
            return Problems.InvalidScheduleId(request.HttpContext);
        }

        var (body, _, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var known = await names.ListAsync(body, cancellation);
        var reading = ScheduleReader.Read(body, known.Catalogue);
        if (!reading.IsValid)
        {
            return Problems.Of(request.HttpContext, RequestProblem.Of(reading.IsWellFormed, known.Explain(reading.Errors), "Nothing was changed."));
        }

        var change = await schedules.PutAsync(id, reading.Definition, new WriteCondition(request), cancellation);
        if (change.Document is not { } document || !Timetable.TryCreate(document.Definition, out var timetable, out _))
        {
            return Problems.ScheduleChanged(request.HttpContext);
        }

        logger.ScheduleChanged(id, change.Kind.ToString());
        return ScheduleAnswer.Of(
            ScheduleView.Of(document, timetable, time.GetUtcNow()),
            change.Kind == ScheduleChangeKind.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
