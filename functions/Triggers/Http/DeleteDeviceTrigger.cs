using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Core.Devices;
using Serverless.Functions.Adapters;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>DELETE /api/devices/{id}</c>: deletes a device (204); 409 while a search that has not ended, or a schedule, measures on it.
/// </summary>
/// <remarks>
/// Its measurements stay in evaluations and in the evaluation cache, so a device with the same id can be registered again only with the same
/// kind. With If-Match the device is deleted only if its definition has that ETag.
/// </remarks>
public sealed class DeleteDeviceTrigger(DeviceRegister register)
{
    [Function(FunctionNames.DeleteDevice)]
    [TakesHeaders("If-Match", "If-None-Match")]
    [Answers(204)]
    [Refuses(404, ProblemCodes.DeviceNotFound)]
    [Refuses(409, ProblemCodes.DeviceInUse)]
    [Refuses(412, ProblemCodes.PreconditionFailed)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "devices/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var http = request.HttpContext;
        if (id == DeviceDefinition.LocalCpu.Id)
        {
            return Problems.Of(
                http, StatusCodes.Status409Conflict, ProblemCodes.DeviceInUse, "This device is built in.", $"'{id}' cannot be deleted; other devices can.");
        }

        var outcome = DeviceId.IsValid(id)
            ? await register.DeleteAsync(new DurableOrchestrations(client), id, new WriteCondition(request), cancellation)
            : new DeletionOutcome(DeletionKind.Missing);
        return outcome.Kind switch
        {
            DeletionKind.Deleted => Results.NoContent(),
            DeletionKind.InUse => Problems.Of(
                http,
                StatusCodes.Status409Conflict,
                ProblemCodes.DeviceInUse,
                "The device is in use.",
                $"It is used by {outcome.User}. Wait until that ends, or cancel or delete it first. Nothing was deleted."),
            DeletionKind.Unexpected => Problems.Of(
                http,
                StatusCodes.Status412PreconditionFailed,
                ProblemCodes.PreconditionFailed,
                "The device is not what the request expects.",
                "GET /api/devices shows its current state."),
            _ => Problems.Of(
                http,
                StatusCodes.Status404NotFound,
                ProblemCodes.DeviceNotFound,
                "There is no such device.",
                "GET /api/devices lists the existing devices; PUT registers one."),
        };
    }
}
