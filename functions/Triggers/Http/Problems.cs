using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.Core;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Error responses of the API.</summary>
static class Problems
{
    public static IResult Of(
        HttpContext http, int status, string code, string title, string? detail = null, IEnumerable<FieldError>? errors = null) =>
        Of(http, RequestProblem.Describe(status, code, title, detail, errors));

    public static IResult Of(HttpContext http, ApiProblem problem) => TaggedJsonResult.ProblemJson(
        problem.Status, JsonSerializer.SerializeToUtf8Bytes(problem with { TraceId = TraceId(http) }, CoreJson.Default.ApiProblem));

    /// <param name="http">The request.</param>
    /// <param name="name">The name of the query parameter.</param>
    /// <param name="message">What the value has to be.</param>
    public static IResult InvalidParameter(HttpContext http, string name, string message) => Of(
        http,
        StatusCodes.Status400BadRequest,
        ProblemCodes.InvalidParameter,
        $"The query parameter '{name}' cannot be used.",
        $"It is {VisibleText.Quote(http.Request.Query[name].ToString())}. {message}");

    public static IResult SearchNotFound(HttpContext http) => Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.SearchNotFound,
        "There is no such search.",
        "The response of POST /api/searches and the list of searches contain its id.");

    public static IResult JournalNotFound(HttpContext http) => Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.JournalNotFound,
        "The search has no journal.",
        "It is synchronous: the same request with the same seed gives the same search. Searches with \"mode\": \"asynchronous\" have one.");

    public static IResult SearchEnded(HttpContext http, SearchDocument state) => Of(
        http, StatusCodes.Status409Conflict, ProblemCodes.SearchEnded, "The search has already ended.", $"It is {state.State}.");

    public static IResult SurrogateNotFound(HttpContext http) => Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.SurrogateNotFound,
        "There is no such surrogate.",
        "GET /api/surrogates lists the existing surrogates.");

    public static IResult GeneratorNotFound(HttpContext http) => Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.GeneratorNotFound,
        "There is no such generator.",
        "GET /api/generators lists the existing generators.");

    public static IResult ScheduleNotFound(HttpContext http) => Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.ScheduleNotFound,
        "There is no such schedule.",
        "GET /api/schedules lists the existing schedules; PUT creates one.");

    public static IResult ScheduleChanged(HttpContext http) => Of(
        http,
        StatusCodes.Status412PreconditionFailed,
        ProblemCodes.PreconditionFailed,
        "The schedule is not what the request expects.",
        "GET it again, check what has changed, and send its ETag as If-Match.");

    public static IResult InvalidScheduleId(HttpContext http) => Of(
        http,
        StatusCodes.Status400BadRequest,
        ProblemCodes.InvalidParameter,
        "This is not a valid schedule id.",
        ScheduleId.Rule);

    /// <summary>Returns the trace id that identifies this request in the logs.</summary>
    public static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
}
