using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Application.Surrogates;
using Serverless.Core.Surrogates;
using Serverless.Functions.Adapters;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>DELETE /api/surrogates/{id}</c>: deletes a surrogate (204); 409 while a search or fit that has not ended, or a schedule, needs it.
/// </summary>
/// <remarks>A fit that a user requested and that is in progress is given up. Searches that used the surrogate keep what it chose.</remarks>
public sealed class DeleteSurrogateTrigger(SurrogateDeletion deletion)
{
    [Function(FunctionNames.DeleteSurrogate)]
    [Answers(204)]
    [Refuses(404, ProblemCodes.SurrogateNotFound)]
    [Refuses(409, ProblemCodes.SurrogateInUse)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "surrogates/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outcome = SurrogateId.IsValid(id) ? await deletion.RunAsync(new DurableOrchestrations(client), id, cancellation) : new DeletionOutcome(DeletionKind.Missing);
        return outcome.Kind switch
        {
            DeletionKind.Deleted => Results.NoContent(),
            DeletionKind.InUse => Problems.Of(
                request.HttpContext,
                StatusCodes.Status409Conflict,
                ProblemCodes.SurrogateInUse,
                "The surrogate is in use.",
                $"It is used by {outcome.User}. Wait until that ends, or cancel or delete it first. Nothing was deleted."),
            _ => Problems.SurrogateNotFound(request.HttpContext),
        };
    }
}
