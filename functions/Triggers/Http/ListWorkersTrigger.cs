using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Jobs;
using Serverless.Application.Leases;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/workers</c>: lists the workers and agents that sent a heartbeat within a week, and the programs that have leases; those that
/// are alive first, by name.
/// </summary>
public sealed class ListWorkersTrigger(WorkerHeartbeats heartbeats, LeasingPrograms programs, TimeProvider time)
{
    [Function(FunctionNames.ListWorkers)]
    [Answers(200, typeof(ResultPage<WorkerState>))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "workers")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = time.GetUtcNow();
        var workers = (await heartbeats.ListAsync(cancellation)).Select(heartbeat => WorkerState.Of(heartbeat, now)).Concat(await programs.ListAsync(cancellation));
        return TaggedJsonResult.Json(
            new ResultPage<WorkerState>([.. workers.OrderByDescending(worker => worker.IsAlive).ThenBy(worker => worker.Name, StringComparer.Ordinal)]),
            CoreJson.Default.WorkerPage);
    }
}
