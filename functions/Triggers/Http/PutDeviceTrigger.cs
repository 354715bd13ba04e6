using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>PUT /api/devices/{id}</c>: registers a device (201) or replaces the definition of one (200); the same definition again changes nothing.
/// </summary>
/// <remarks>
/// With If-Match the definition is replaced only if it has that ETag; with <c>If-None-Match: *</c> no definition is replaced.
/// </remarks>
public sealed class PutDeviceTrigger(DeviceRegister register, PredictedDevices predicted)
{
    [Function(FunctionNames.PutDevice)]
    [TakesJson(typeof(DeviceDefinition))]
    [TakesHeaders("If-Match", "If-None-Match")]
    [Answers(201, typeof(DeviceDefinition), IsTagged = true)]
    [Answers(200, typeof(DeviceDefinition), IsTagged = true)]
    [Refuses(409, ProblemCodes.DeviceKindFixed)]
    [Refuses(412, ProblemCodes.PreconditionFailed)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "devices/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var http = request.HttpContext;
        if (!DeviceId.IsValid(id) || id == DeviceDefinition.LocalCpu.Id)
        {
            return Problems.Of(
                http,
                StatusCodes.Status400BadRequest,
                ProblemCodes.InvalidParameter,
                "This is not a valid id for your device.",
                id == DeviceDefinition.LocalCpu.Id ? $"'{id}' is built in; choose another." : DeviceId.Rule);
        }

        var (body, _, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var reading = DeviceReader.Read(id, body, await register.FindAsync(id, cancellation));
        if (!reading.IsValid)
        {
            return Problems.Of(http, RequestProblem.Of(reading.IsWellFormed, reading.Errors, "Nothing was changed."));
        }

        var (device, fault) = await predicted.CompleteAsync(reading.Device, cancellation);
        if (device is null)
        {
            return Problems.Of(http, RequestProblem.Of(isWellFormed: true, [fault!], "Nothing was changed.")); // there is one of both
        }

        return await register.PutAsync(device, new WriteCondition(request), cancellation) switch
        {
            DeviceChangeKind.Created => Device(device, StatusCodes.Status201Created),
            DeviceChangeKind.Replaced => Device(device, StatusCodes.Status200OK),
            DeviceChangeKind.OtherKind => Problems.Of(
                http,
                StatusCodes.Status409Conflict,
                ProblemCodes.DeviceKindFixed,
                "A device of another kind has this id.",
                "Stored evaluations depend on it; choose another id."),
            _ => Problems.Of(
                http,
                StatusCodes.Status412PreconditionFailed,
                ProblemCodes.PreconditionFailed,
                "The device is not what the request expects.",
                "GET /api/devices shows its current state."),
        };
    }

    static TaggedJsonResult Device(DeviceDefinition device, int status) =>
        TaggedJsonResult.Json(device, CoreJson.Default.DeviceDefinition, status, documentTag: DeviceTag.Of(device));
}
