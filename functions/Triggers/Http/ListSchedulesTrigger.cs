using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Schedules;
using Serverless.Core;
using Serverless.Core.Schedules;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/schedules</c>: lists the schedules by id; those whose blobs are broken are under <c>unreadable</c>.</summary>
public sealed class ListSchedulesTrigger(ScheduleDocuments schedules, TimeProvider time, ILogger<ListSchedulesTrigger> logger)
{
    [Function(FunctionNames.ListSchedules)]
    [QueryParameters(PageQuery.After, PageQuery.Size)]
    [Answers(200, typeof(ResultPage<ScheduleDocument>))]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schedules")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ItemPage.AnswerAsync(
            request,
            ScheduleId.IsValid,
            after => schedules.ListAsync(after, cancellation),
            id => FindAsync(id, cancellation),
            logger.ScheduleUnreadable,
            CoreJson.Default.SchedulePage);
    }

    async Task<ScheduleDocument?> FindAsync(string id, CancellationToken cancellation) =>
        await schedules.FindAsync(id, cancellation) is { } found ? ScheduleView.Of(found.Document, found.Timetable, time.GetUtcNow()) : null;
}
