using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/searches/{id}/journal</c>: returns for each turn of an asynchronous search which evaluations had ended when it began and what
/// a surrogate chose, a hundred turns per page.
/// </summary>
public sealed class GetJournalTrigger(SearchDocuments searches, SearchTurns turns)
{
    const string TurnParameter = "turn";
    const int TurnsPerPage = 100;

    [Function(FunctionNames.GetJournal)]
    [QueryParameters(TurnParameter)]
    [Answers(200, typeof(ResultPage<ArrivalSet>), IsTagged = true)]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    [Refuses(404, ProblemCodes.SearchNotFound, ProblemCodes.JournalNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/journal")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!PageQuery.TryNumber(request, TurnParameter, 0, int.MaxValue - TurnsPerPage, 0, out var first, out var problem))
        {
            return problem;
        }

        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var searched = await searches.ReadRequestAsync(id, cancellation);
        if (!searched.IsAsynchronous)
        {
            return Problems.JournalNotFound(request.HttpContext);
        }

        var journal = await Task.WhenAll(Enumerable.Range(first, Math.Clamp(state.Generation - first, 0, TurnsPerPage)).Select(
            turn => turns.ReadJournalAsync(id, turn, searched.Surrogate is not null, cancellation)));
        var next = first + TurnsPerPage < state.Generation
            ? Links.Page(request, (TurnParameter, (first + TurnsPerPage).ToString(CultureInfo.InvariantCulture)))
            : null;
        return TaggedJsonResult.Json(new ResultPage<ArrivalSet>(journal, next), CoreJson.Default.JournalPage, isTagged: true);
    }
}
