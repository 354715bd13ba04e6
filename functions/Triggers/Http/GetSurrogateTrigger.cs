using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Surrogates;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/surrogates/{id}</c>: returns a surrogate, what it was fitted to, and how well it predicts.</summary>
public sealed class GetSurrogateTrigger(SurrogateRegistry registry)
{
    [Function(FunctionNames.GetSurrogate)]
    [Answers(200, typeof(SurrogateEntry), IsTagged = true)]
    [Refuses(404, ProblemCodes.SurrogateNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "surrogates/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SurrogateId.IsValid(id) && await registry.FindAsync(id, cancellation) is { } entry
            ? TaggedJsonResult.Json(entry, CoreJson.Default.SurrogateEntry, isTagged: true)
            : Problems.SurrogateNotFound(request.HttpContext);
    }
}
