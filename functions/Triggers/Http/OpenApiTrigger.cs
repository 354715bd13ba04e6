using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/openapi.json</c>: returns the description of this API in OpenAPI 3.1.</summary>
public static class OpenApiTrigger
{
    const string Json = "application/json";
    const string Resource = "openapi.json";

    [Function(FunctionNames.GetOpenApi)]
    [Answers(200, MediaType = Json)]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Stream(typeof(OpenApiTrigger).Assembly.GetManifestResourceStream(Resource)!, Json);
}
