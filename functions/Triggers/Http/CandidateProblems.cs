using Microsoft.AspNetCore.Http;
using Serverless.Core.Fronts;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Answers about candidates that cannot be taken away or trained again.</summary>
static class CandidateProblems
{
    public static IResult NotFound(HttpContext http, string searchId, string candidate, SearchRequest request) => Problems.Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.CandidateNotFound,
        "The search has no such candidate to give.",
        $"{VisibleText.Quote(candidate)} is not on its front{(request.RetrainOf is null ? "" : ", and it has not trained it to the end")}: "
            + $"GET /api/searches/{searchId}/front names those that are.");

    public static IResult NotKept(HttpContext http, string searchId, FrontMember member, string what) => Problems.Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.ModelNotFound,
        $"No {what} of this candidate is kept.",
        "It was trained before these were kept, or its blob was deleted. Train it once more, with another seed since what is known is not trained again: "
            + $"serverless front retrain {searchId} --candidates {member.Candidate} --seed NUMBER");

    public static IResult NotTrained(HttpContext http, string table) => Problems.Of(
        http,
        StatusCodes.Status409Conflict,
        ProblemCodes.NotTrained,
        "The search trained no networks.",
        $"It looked candidates up in the table '{table}'. Start a search that trains: POST the request without \"evaluator\", with these architectures as \"seeds\".");
}
