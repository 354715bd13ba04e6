using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.Domain;
using Serverless.Domain.Problems;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Error answers.</summary>
static class Problems
{
    public static IResult Of(
        HttpContext http, int status, string code, string title, string? detail = null, IEnumerable<FieldError>? errors = null)
    {
        var problem = new ApiProblem
        {
            Title = title,
            Status = status,
            Detail = detail,
            Code = code,
            TraceId = TraceId(http),
            Errors = errors?
                .GroupBy(error => error.Pointer)
                .ToDictionary(field => field.Key, IReadOnlyList<string> (field) => [.. field.Select(error => error.Message)]),
        };
        return Answer.ProblemJson(status, JsonSerializer.SerializeToUtf8Bytes(problem, DomainJson.Default.ApiProblem));
    }

    public static IResult InvalidParameter(HttpContext http, string name, string message) => Of(
        http,
        StatusCodes.Status400BadRequest,
        ProblemCodes.InvalidParameter,
        $"The query parameter '{name}' cannot be used.",
        message);

    public static IResult SearchNotFound(HttpContext http) => Of(
        http,
        StatusCodes.Status404NotFound,
        ProblemCodes.SearchNotFound,
        "There is no such search.",
        "Its id is given by the answer to POST /api/searches, and by the list of searches.");

    /// <summary>What names this request in the logs.</summary>
    public static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
}
