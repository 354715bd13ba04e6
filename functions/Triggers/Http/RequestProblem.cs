using Microsoft.AspNetCore.Http;
using Serverless.Application.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Describes what is wrong with a request, whether it came over HTTP or from a queue.</summary>
static class RequestProblem
{
    public static ApiProblem Describe(int status, string code, string title, string? detail = null, IEnumerable<FieldError>? errors = null) => new()
    {
        Title = title,
        Status = status,
        Detail = detail,
        Code = code,
        Errors = errors?
            .GroupBy(error => error.Pointer)
            .ToDictionary(field => field.Key, IReadOnlyList<string> (field) => [.. field.Select(error => error.Message)]),
    };

    /// <summary>Describes all errors of a search request that could not be read.</summary>
    /// <exception cref="Application.Storage.DocumentException">The only error is that the request refers to something in a broken blob.</exception>
    public static ApiProblem Of(SearchRequestReading reading, KnownNames known) =>
        Of(reading.IsWellFormed, known.Explain(reading.Errors), "Nothing was created.");

    /// <summary>Describes all errors of a body.</summary>
    /// <param name="isWellFormed">Whether the body is JSON at all.</param>
    /// <param name="errors">The errors.</param>
    /// <param name="effect">The effect that the request had, as a sentence.</param>
    public static ApiProblem Of(bool isWellFormed, IEnumerable<FieldError> errors, string effect) => isWellFormed
        ? Describe(
            StatusCodes.Status422UnprocessableEntity,
            ProblemCodes.InvalidRequest,
            "The request is not valid.",
            $"Each error is listed with its location in the request. {effect}",
            errors)
        : Describe(
            StatusCodes.Status400BadRequest,
            ProblemCodes.MalformedJson,
            "The body is not JSON.",
            effect,
            errors);
}
