using Microsoft.AspNetCore.Http;
using Serverless.Core.Fronts;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Error responses about candidates that cannot be downloaded or trained again.</summary>
static class CandidateProblems
{
    public static IResult NotFound(HttpContext http, string searchId, string candidate, SearchRequest request) => Problems.Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.CandidateNotFound,
        "The search has no such candidate.",
        $"{VisibleText.Quote(candidate)} is not on its front{(request.RetrainOf is null ? "" : ", and the search has not trained it to the end")}: "
            + $"GET /api/searches/{searchId}/front lists the candidates on it.");

    public static IResult NotKept(HttpContext http, string searchId, FrontMember member, string what) => Problems.Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.ModelNotFound,
        $"No {what} of this candidate is stored.",
        "It was trained before these were stored, or its blob was deleted. Train it again with another seed, since known results are not trained again: "
            + $"serverless front retrain {searchId} --candidates {member.Candidate} --seed NUMBER");

    /// <summary>Returns the error response for a search that trains no networks; null for a search that does.</summary>
    public static IResult? NotTrained(HttpContext http, SearchRequest search) => search switch
    {
        { Table: { } table } => NotTrained(http, $"It looked candidates up in the table '{table}'."),
        { IsExternal: true } => NotTrained(http, "Your program evaluated its candidates, and has what it trained."),
        _ => null,
    };

    static IResult NotTrained(HttpContext http, string why) => Problems.Of(
        http,
        StatusCodes.Status409Conflict,
        ProblemCodes.NotTrained,
        "The platform trained no networks for the search.",
        $"{why} Start a search that trains: POST the request without \"evaluator\", with these architectures as \"seeds\".");
}
