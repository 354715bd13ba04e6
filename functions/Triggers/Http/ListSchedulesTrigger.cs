using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Schedules;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Schedules;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/schedules</c>: the schedules, by id; those whose blobs are broken under <c>unreadable</c>.</summary>
public sealed class ListSchedulesTrigger(ScheduleDocuments schedules, TimeProvider time, ILogger<ListSchedulesTrigger> logger)
{
    const int LargestPage = 200;
    const int UsualPage = 50;

    [Function(FunctionNames.ListSchedules)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schedules")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PageQuery.TryNumber(request, PageQuery.Size, 1, LargestPage, UsualPage, out var size, out var problem)
            ? Answer.Json(await ListAsync(request, size, cancellation), DomainJson.Default.SchedulePage)
            : problem;
    }

    async Task<ResultPage<ScheduleDocument>> ListAsync(HttpRequest request, int size, CancellationToken cancellation)
    {
        string? after = request.Query[PageQuery.After];
        var page = new List<ScheduleDocument>();
        var unreadable = new List<string>();
        await foreach (var id in schedules.ListAsync(after, cancellation))
        {
            if (page.Count + unreadable.Count == size)
            {
                return Page(Links.Page(request, (PageQuery.After, after), (PageQuery.Size, request.Query[PageQuery.Size])));
            }

            after = id;
            try
            {
                if (await schedules.FindAsync(id, cancellation) is { } found)
                {
                    page.Add(ScheduleView.Of(found.Document, found.Timetable, time.GetUtcNow()));
                }
            }
            catch (DocumentException broken)
            {
                logger.ScheduleUnreadable(broken.Message);
                unreadable.Add(broken.Message);
            }
        }

        return Page(next: null);

        ResultPage<ScheduleDocument> Page(string? next) => new(page, next, unreadable.Count > 0 ? unreadable : null);
    }
}
