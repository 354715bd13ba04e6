using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Generators;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/generators/{id}</c>: returns a generator with the progress of its fit, the devices that it knows, and what to measure on others.
/// </summary>
public sealed class GetGeneratorTrigger(GeneratorRegistry registry)
{
    [Function(FunctionNames.GetGenerator)]
    [Answers(200, typeof(GeneratorEntry), IsTagged = true)]
    [Refuses(404, ProblemCodes.GeneratorNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "generators/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GeneratorId.IsValid(id) && await registry.FindAsync(id, cancellation) is { } entry
            ? TaggedJsonResult.Json(entry, CoreJson.Default.GeneratorEntry, isTagged: true)
            : Problems.GeneratorNotFound(request.HttpContext);
    }
}
