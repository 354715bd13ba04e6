using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>Forgets instances.</summary>
static class PurgeEndpoints
{
    internal static async Task<IResult> PurgeAsync(string instanceId, HttpRequest request, DurableTaskClient client)
    {
        try
        {
            return Answer(await client.PurgeInstanceAsync(instanceId, request.HttpContext.RequestAborted));
        }
        catch (InvalidOperationException exception)
        {
            return ManagementApi.Error(StatusCodes.Status412PreconditionFailed, exception.Message);
        }
    }

    internal static async Task<IResult> PurgeManyAsync(HttpRequest request, DurableTaskClient client)
    {
        if (StatusEndpoints.Time(request, "createdTimeFrom") is not { } from)
        {
            return ManagementApi.Error(StatusCodes.Status400BadRequest, "Please provide value for 'createdTimeFrom' parameter.");
        }

        var filter = new PurgeInstancesFilter(from, StatusEndpoints.Time(request, "createdTimeTo"), StatusEndpoints.Statuses(request));
        return Answer(await client.PurgeAllInstancesAsync(filter, request.HttpContext.RequestAborted));
    }

    static IResult Answer(PurgeResult purged) =>
        purged.PurgedInstanceCount == 0 ? Results.NotFound() : Results.Json(new { instancesDeleted = purged.PurgedInstanceCount });
}
