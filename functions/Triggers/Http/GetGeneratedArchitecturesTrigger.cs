using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Generators;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/generators/{id}/architectures?device=...</c>: returns the architectures that a generator finds for a device and a limit.
/// </summary>
/// <remarks>
/// The device is one that the generator knows, or a device of the platform that has measured the generator's reference architectures or
/// looks them up. With <c>latencyMs</c> or <c>energyMj</c> the response has the best architectures that are predicted to stay within that
/// limit; without it the predicted front. <c>count</c> is 1 to 100, default 10; the same query with the same <c>seed</c> has the same response.
/// </remarks>
public sealed class GetGeneratedArchitecturesTrigger(AskGenerator generators)
{
    [Function(FunctionNames.GetGeneratedArchitectures)]
    [QueryParameters(GeneratorQuery.Device, GeneratorQuery.LatencyMs, GeneratorQuery.EnergyMj, GeneratorQuery.Count, GeneratorQuery.Seed, Required = GeneratorQuery.Device)]
    [Answers(200, typeof(GeneratorAnswer))]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    [Refuses(404, ProblemCodes.GeneratorNotFound, ProblemCodes.DeviceNotFound)]
    [Refuses(409, ProblemCodes.GeneratorNotReady)]
    [Refuses(422, ProblemCodes.DeviceNotMeasured, ProblemCodes.LimitTooLow, ProblemCodes.GeneratorUnusable)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "generators/{id}/architectures")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!GeneratorQuery.TryRead(request, id, out var asked, out var problem))
        {
            return problem;
        }

        var (answer, fault) = await generators.AskAsync(asked, cancellation);
        return answer is not null
            ? TaggedJsonResult.Json(answer, CoreJson.Default.GeneratorAnswer)
            : Refused(request.HttpContext, fault!, asked.Metric); // there is one of both
    }

    static IResult Refused(HttpContext http, AskFault fault, string? metric) => fault.Kind switch
    {
        AskFaultKind.NoGenerator => Problems.GeneratorNotFound(http),
        AskFaultKind.NotReady => Problems.Of(http, StatusCodes.Status409Conflict, ProblemCodes.GeneratorNotReady, "The generator is not ready.", fault.Message),
        AskFaultKind.NoDevice => Problems.Of(http, StatusCodes.Status404NotFound, ProblemCodes.DeviceNotFound, "The generator does not know this device.", fault.Message),
        AskFaultKind.NotMeasured => Problems.Of(
            http, StatusCodes.Status422UnprocessableEntity, ProblemCodes.DeviceNotMeasured, "The device has not measured the reference architectures.", fault.Message),
        AskFaultKind.LimitTooLow => Problems.Of(
            http, StatusCodes.Status422UnprocessableEntity, ProblemCodes.LimitTooLow, "No architecture is predicted to meet the limit.", fault.Message),
        AskFaultKind.DrawsNothing => Problems.Of(
            http, StatusCodes.Status422UnprocessableEntity, ProblemCodes.GeneratorUnusable, "The generator draws no usable architectures.", fault.Message),
        _ => Problems.InvalidParameter(http, metric ?? GeneratorQuery.LatencyMs, fault.Message),
    };
}
