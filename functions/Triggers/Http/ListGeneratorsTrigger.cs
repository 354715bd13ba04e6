using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Generators;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/generators</c>: lists the generators by id; those whose blobs are broken are under <c>unreadable</c>.</summary>
public sealed class ListGeneratorsTrigger(GeneratorRegistry registry, ILogger<ListGeneratorsTrigger> logger)
{
    [Function(FunctionNames.ListGenerators)]
    [QueryParameters(PageQuery.After, PageQuery.Size)]
    [Answers(200, typeof(ResultPage<GeneratorEntry>))]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "generators")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ItemPage.AnswerAsync(
            request,
            GeneratorId.IsValid,
            after => registry.ListAsync(after, cancellation),
            id => registry.FindAsync(id, cancellation),
            logger.GeneratorUnreadable,
            CoreJson.Default.GeneratorPage);
    }
}
