using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/access</c>: tells whether a key allows changes.</summary>
/// <remarks>
/// A read key covers the functions that answer to GET alone, except for this one, which therefore refuses it (401).
/// </remarks>
public static class GetAccessTrigger
{
    [Function(FunctionNames.GetAccess)]
    [Answers(200, typeof(AccessReport))]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "access")] HttpRequest request) =>
        TaggedJsonResult.Json(new AccessReport(MayWrite: true), FunctionsJson.Default.AccessReport);
}

/// <summary>What a key allows.</summary>
/// <param name="MayWrite">Always true: a read-only key is refused.</param>
public sealed record AccessReport(bool MayWrite);
