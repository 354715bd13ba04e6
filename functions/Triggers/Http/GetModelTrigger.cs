using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Models;
using Serverless.Application.Searches;
using Serverless.Core.Fronts;
using Serverless.Core.Retraining;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Triggers.Http.Description;
using Serverless.Spaces;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/searches/{id}/candidates/{candidate}/model</c>: returns a trained network as ONNX, its weights, the request that trains it
/// again, or a model card.
/// </summary>
public sealed class GetModelTrigger(SearchDocuments searches, TrainedCandidates candidates, ModelFiles files)
{
    const string FormatParameter = "format";

    [Function(FunctionNames.GetModel)]
    [QueryParameters(FormatParameter)]
    [Answers(200, MediaType = "*/*", IsTagged = true)]
    [Refuses(404, ProblemCodes.SearchNotFound, ProblemCodes.CandidateNotFound, ProblemCodes.ModelNotFound)]
    [Refuses(409, ProblemCodes.NotTrained)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/candidates/{candidate}/model")] HttpRequest request,
        string id,
        string candidate,
        CancellationToken cancellation)
    {
        string? format = request.Query[FormatParameter];
        if (format is not (null or "onnx" or "safetensors" or "recipe" or "card"))
        {
            return Problems.InvalidParameter(request.HttpContext, FormatParameter, "It must be onnx, safetensors, recipe or card.");
        }

        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var search = await searches.ReadRequestAsync(id, cancellation);
        if (CandidateProblems.NotTrained(request.HttpContext, search) is { } untrained)
        {
            return untrained;
        }

        return await candidates.FindAsync(state, search, new CandidateId(candidate), cancellation) is { } member
            ? await DescribeAsync(request.HttpContext, id, search, member, format ?? "onnx", cancellation)
            : CandidateProblems.NotFound(request.HttpContext, id, candidate, search);
    }

    async Task<IResult> DescribeAsync(HttpContext http, string id, SearchRequest search, FrontMember member, string format, CancellationToken cancellation)
    {
        switch (format)
        {
            case "recipe":
                return TaggedJsonResult.Json(RetrainRequest.Write(search, [member.Architecture]), isTagged: true);
            case "card":
                return Results.Text(ModelCard.Write(id, search, member), "text/markdown; charset=utf-8");
            default:
                var isNetwork = format == "onnx";
                var file = isNetwork
                    ? await files.FindNetworkAsync(id, member, cancellation)
                    : await files.FindWeightsAsync(id, member, cancellation);
                return file is null
                    ? CandidateProblems.NotKept(http, id, member, isNetwork ? "network" : "weights")
                    : new ModelResult(files, file, $"{member.Candidate}.{format}");
        }
    }
}
