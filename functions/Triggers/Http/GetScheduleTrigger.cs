using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Schedules;
using Serverless.Core.Schedules;
using Serverless.Core;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/schedules/{id}</c>: returns a schedule, its next due time, and the results of its latest due times.</summary>
/// <remarks>
/// The ETag is that of the definition, for If-Match; since the rest changes by itself, the response is never 304.
/// </remarks>
public sealed class GetScheduleTrigger(ScheduleDocuments schedules, TimeProvider time)
{
    [Function(FunctionNames.GetSchedule)]
    [Answers(200, typeof(ScheduleDocument), IsTagged = true)]
    [Refuses(404, ProblemCodes.ScheduleNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schedules/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ScheduleId.IsValid(id) && await schedules.FindAsync(id, cancellation) is { } found
            ? ScheduleAnswer.Of(ScheduleView.Of(found.Document, found.Timetable, time.GetUtcNow()))
            : Problems.ScheduleNotFound(request.HttpContext);
    }
}

/// <summary>Responses that return one schedule, with the ETag of its definition.</summary>
static class ScheduleAnswer
{
    public static IResult Of(ScheduleDocument view, int status = StatusCodes.Status200OK) =>
        TaggedJsonResult.Json(view, CoreJson.Default.ScheduleDocument, status, documentTag: ScheduleTag.Of(view.Definition));
}
