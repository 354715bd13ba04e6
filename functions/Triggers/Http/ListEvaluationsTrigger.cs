using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}/evaluations</c>: lists all evaluations in proposal order, one generation per page.</summary>
public sealed class ListEvaluationsTrigger(SearchDocuments searches, IDocumentStore store)
{
    const string GenerationParameter = "generation";

    [Function(FunctionNames.ListEvaluations)]
    [QueryParameters(GenerationParameter)]
    [Answers(200, typeof(ResultPage<Evaluation>), IsTagged = true)]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/evaluations")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!PageQuery.TryNumber(request, GenerationParameter, 0, int.MaxValue - 1, 0, out var generation, out var problem))
        {
            return problem;
        }

        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        if (generation > 0 && generation >= state.Generation)
        {
            return Problems.InvalidParameter(
                request.HttpContext,
                GenerationParameter,
                state.Generation == 0 ? "The search has no generation yet; use 0, or omit it." : $"The search has the generations 0 to {state.Generation - 1} so far.");
        }

        if (state.Generation == 0)
        {
            return TaggedJsonResult.Json(new ResultPage<Evaluation>([]), CoreJson.Default.EvaluationPage);
        }

        var set = await store.ReadAsync(BlobPaths.EvaluationSet(id, generation), CoreJson.Default.EvaluationSet, cancellation);
        var next = generation + 1 < state.Generation
            ? Links.Page(request, (GenerationParameter, (generation + 1).ToString(CultureInfo.InvariantCulture)))
            : null;
        return TaggedJsonResult.Json(new ResultPage<Evaluation>(set.Value.Evaluations, next), CoreJson.Default.EvaluationPage, isTagged: true);
    }
}
