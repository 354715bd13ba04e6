using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}/front</c>: returns the nondominated set after the latest generation, as JSON or CSV.</summary>
public sealed class GetFrontTrigger(SearchDocuments searches)
{
    const string FormatParameter = "format";

    [Function(FunctionNames.GetFront)]
    [QueryParameters(FormatParameter)]
    [Answers(200, typeof(FrontDocument), MediaType = "text/csv", IsTagged = true)]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/front")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        string? format = request.Query[FormatParameter];
        if (format is not (null or "json" or "csv"))
        {
            return Problems.InvalidParameter(request.HttpContext, FormatParameter, "It must be json or csv.");
        }

        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var front = await searches.ReadFrontAsync(state, cancellation);
        return (format ?? Preferred(request)) == "csv"
            ? Results.Text(FrontCsv.Write(front), "text/csv; charset=utf-8; header=present")
            : TaggedJsonResult.Json(front, CoreJson.Default.FrontDocument, isTagged: true);
    }

    static string Preferred(HttpRequest request)
    {
        var best = request.GetTypedHeaders().Accept
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .FirstOrDefault(accepted => accepted.MediaType.Value is "text/csv" or "application/json" or "application/*" or "*/*");
        return best?.MediaType.Value == "text/csv" ? "csv" : "json";
    }
}
