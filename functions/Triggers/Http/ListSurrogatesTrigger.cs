using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Surrogates;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/surrogates</c>: lists the surrogates by id; those whose blobs are broken are under <c>unreadable</c>.</summary>
public sealed class ListSurrogatesTrigger(SurrogateRegistry registry, ILogger<ListSurrogatesTrigger> logger)
{
    [Function(FunctionNames.ListSurrogates)]
    [QueryParameters(PageQuery.After, PageQuery.Size)]
    [Answers(200, typeof(ResultPage<SurrogateEntry>))]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "surrogates")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ItemPage.AnswerAsync(
            request,
            SurrogateId.IsValid,
            after => registry.ListAsync(after, cancellation),
            id => registry.FindAsync(id, cancellation),
            logger.SurrogateUnreadable,
            CoreJson.Default.SurrogatePage);
    }
}
