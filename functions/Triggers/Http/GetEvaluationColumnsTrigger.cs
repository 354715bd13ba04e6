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

/// <summary><c>GET /api/searches/{id}/columns</c>: returns the evaluations of a search by column, many generations per page.</summary>
public sealed class GetEvaluationColumnsTrigger(SearchDocuments searches, IDocumentStore store)
{
    /// <summary>The most generations per page; each is a blob.</summary>
    const int PageGenerations = 250;

    /// <summary>The number of rows at which a page reads no more generations.</summary>
    const int EnoughRows = 5_000;

    /// <summary>The number of blobs that are read concurrently.</summary>
    const int AtOnce = 25;

    const string GenerationParameter = "generation";

    [Function(FunctionNames.GetEvaluationColumns)]
    [QueryParameters(GenerationParameter)]
    [Answers(200, typeof(EvaluationColumns), IsTagged = true)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/columns")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!PageQuery.TryNumber(request, GenerationParameter, 0, int.MaxValue - 1, 0, out var first, out var problem))
        {
            return problem;
        }

        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        // The generation after the latest one is a valid start: a client polls it to keep its data up to date.
        if (first > state.Generation)
        {
            return Problems.InvalidParameter(
                request.HttpContext, GenerationParameter, $"The search has {state.Generation} generations so far; use 0 to {state.Generation}.");
        }

        var rows = new List<Evaluation>();
        var next = first;
        for (var end = Math.Min(state.Generation, first + PageGenerations); next < end && rows.Count < EnoughRows;)
        {
            var read = Enumerable.Range(next, Math.Min(AtOnce, end - next)).ToList();
            var sets = await Task.WhenAll(
                read.Select(generation => store.ReadAsync(BlobPaths.EvaluationSet(id, generation), CoreJson.Default.EvaluationSet, cancellation)));
            rows.AddRange(sets.SelectMany(set => set.Value.Evaluations));
            next += read.Count;
        }

        var link = next < state.Generation ? Links.Page(request, (GenerationParameter, next.ToString(CultureInfo.InvariantCulture))) : null;
        return TaggedJsonResult.Json(EvaluationColumns.Of(rows, next, link), CoreJson.Default.EvaluationColumns, isTagged: true);
    }
}
