using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Leases;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Leases;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>The operations of a user's program on a candidate that it has leased.</summary>
public sealed class LeaseTriggers(JobLeases leases, LeasedResults results, SearchDocuments searches)
{
    const string Effect = "The lease is unchanged.";

    /// <summary><c>POST /api/leases/{id}:renew</c>: extends a lease from now, by its original duration.</summary>
    [Function(FunctionNames.RenewLease)]
    [Answers(200, typeof(LeaseTerm))]
    [Refuses(404, ProblemCodes.LeaseNotFound)]
    [Refuses(409, ProblemCodes.LeaseLost)]
    [Refuses(410, ProblemCodes.JobWithdrawn)]
    public async Task<IResult> RenewAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leases/{id}:renew")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var http = request.HttpContext;
        var found = await leases.FindAsync(id, cancellation);
        return LeaseProblems.Of(http, found.Standing) is { } refusal ? refusal
            : await leases.RenewAsync(found, cancellation) is { } renewed
                ? TaggedJsonResult.Json(new LeaseTerm(renewed.ExpiresAt), CoreJson.Default.LeaseTerm)
                : LeaseProblems.Ended(http);
    }

    /// <summary><c>POST /api/leases/{id}:complete</c>: reports the metrics of a candidate. A repeated request has the same response.</summary>
    [Function(FunctionNames.CompleteLease)]
    [TakesJson(typeof(LeaseResult))]
    [Answers(204)]
    [Refuses(404, ProblemCodes.LeaseNotFound)]
    [Refuses(409, ProblemCodes.LeaseLost)]
    [Refuses(410, ProblemCodes.JobWithdrawn)]
    public Task<IResult> CompleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leases/{id}:complete")] HttpRequest request, string id, CancellationToken cancellation) =>
        EndAsync(request, id, (body, search) => LeaseResult.Read(body, ReportedMetrics.Of(search)), results.CompleteAsync, cancellation);

    /// <summary><c>POST /api/leases/{id}:fail</c>: reports why a candidate has no metrics. A repeated request has the same response.</summary>
    [Function(FunctionNames.FailLease)]
    [TakesJson(typeof(LeaseFailure))]
    [Answers(204)]
    [Refuses(404, ProblemCodes.LeaseNotFound)]
    [Refuses(409, ProblemCodes.LeaseLost)]
    [Refuses(410, ProblemCodes.JobWithdrawn)]
    public Task<IResult> FailAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leases/{id}:fail")] HttpRequest request, string id, CancellationToken cancellation) =>
        EndAsync(request, id, (body, _) => LeaseFailure.Read(body), results.FailAsync, cancellation);

    async Task<IResult> EndAsync<T>(
        HttpRequest request,
        string id,
        Func<ReadOnlyMemory<byte>, SearchRequest, LeaseReading<T>> read,
        Func<FoundLease, T, CancellationToken, Task<bool>> endAsync,
        CancellationToken cancellation)
        where T : class
    {
        var http = request.HttpContext;
        var found = await leases.FindAsync(id, cancellation);
        if (LeaseProblems.Of(http, found.Standing) is { } refusal)
        {
            return refusal;
        }

        var (body, _, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var reading = read(body, await searches.ReadRequestAsync(found.Required.Job.SearchId, cancellation));
        return reading.Body is not { } end ? Problems.Of(http, RequestProblem.Of(reading.IsWellFormed, reading.Errors, Effect))
            : await endAsync(found, end, cancellation) ? Results.NoContent()
            : LeaseProblems.Ended(http);
    }
}
