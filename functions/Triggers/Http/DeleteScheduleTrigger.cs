using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Schedules;
using Serverless.Core.Schedules;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>DELETE /api/schedules/{id}</c>: deletes a schedule (204); with If-Match only if its definition has that ETag.</summary>
/// <remarks>Its searches stay as they are: a search that waits for its window stays Paused until it is resumed.</remarks>
public sealed class DeleteScheduleTrigger(ScheduleDocuments schedules, ScheduleRunner runner, ILogger<DeleteScheduleTrigger> logger)
{
    [Function(FunctionNames.DeleteSchedule)]
    [TakesHeaders("If-Match", "If-None-Match")]
    [Answers(204)]
    [Refuses(404, ProblemCodes.ScheduleNotFound)]
    [Refuses(412, ProblemCodes.PreconditionFailed)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "schedules/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ScheduleId.IsValid(id))
        {
            return Problems.ScheduleNotFound(request.HttpContext);
        }

        // A start that was decided has to be carried out first: once the schedule is deleted, nothing else would do it.
        ScheduleChange change;
        while ((change = await schedules.DeleteAsync(id, new WriteCondition(request), cancellation)).Kind == ScheduleChangeKind.Starting)
        {
            await runner.RunAsync(new DurableOrchestrations(client), id, cancellation);
        }

        switch (change.Kind)
        {
            case ScheduleChangeKind.Missing:
                return Problems.ScheduleNotFound(request.HttpContext);
            case ScheduleChangeKind.Unexpected:
                return Problems.ScheduleChanged(request.HttpContext);
            default:
                logger.ScheduleChanged(id, change.Kind.ToString());
                return Results.NoContent();
        }
    }
}
