using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Core.Searches;
using Serverless.Core;
using Serverless.Functions.Adapters;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Pauses and resumes searches.</summary>
public sealed class PaceSearchTriggers(SearchDocuments searches, PauseSearch pause)
{
    /// <summary><c>POST /api/searches/{id}:pause</c>: lets running jobs complete, and starts nothing new until the search is resumed.</summary>
    [Function(FunctionNames.PauseSearch)]
    [Answers(202, typeof(SearchDocument))]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    [Refuses(409, ProblemCodes.SearchEnded)]
    public Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches/{id}:pause")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        PaceAsync(request, id, () => pause.PauseAsync(new DurableOrchestrations(client), id, cancellation), cancellation);

    /// <summary><c>POST /api/searches/{id}:resume</c>: lets a paused search continue where it stopped.</summary>
    [Function(FunctionNames.ResumeSearch)]
    [Answers(202, typeof(SearchDocument))]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    [Refuses(409, ProblemCodes.SearchEnded)]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches/{id}:resume")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        PaceAsync(request, id, () => pause.ResumeAsync(new DurableOrchestrations(client), id, cancellation), cancellation);

    async Task<IResult> PaceAsync(HttpRequest request, string id, Func<Task<SearchDocument>> pace, CancellationToken cancellation)
    {
        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is null)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var state = await pace();
        return SearchTransitions.IsFinal(state.State)
            ? Problems.SearchEnded(request.HttpContext, state)
            : TaggedJsonResult.Json(state, CoreJson.Default.SearchDocument, StatusCodes.Status202Accepted);
    }
}
