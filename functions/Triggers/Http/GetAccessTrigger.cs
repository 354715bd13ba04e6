using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/access</c>: whether a key opens what changes something.</summary>
/// <remarks>A read key is one of the functions that read, all those that answer to GET alone but this one, which therefore refuses it (401).</remarks>
public static class GetAccessTrigger
{
    [Function(FunctionNames.GetAccess)]
    [Answers(200, typeof(AccessReport))]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "access")] HttpRequest request) =>
        TaggedJsonResult.Json(new AccessReport(MayWrite: true), FunctionsJson.Default.AccessReport);
}

/// <summary>What a key opens.</summary>
/// <param name="MayWrite">Always true: a key that may only read is refused.</param>
public sealed record AccessReport(bool MayWrite);
