using Microsoft.AspNetCore.Http;
using Serverless.Application.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>What is wrong with a request, whichever way it came.</summary>
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

    /// <summary>All faults of a request that could not be read.</summary>
    /// <exception cref="Application.Storage.DocumentException">All that is wrong is that what it names is in a broken blob.</exception>
    public static ApiProblem Of(SearchRequestReading reading, KnownNames known) =>
        Of(reading.IsWellFormed, known.Explain(reading.Errors), "Nothing was created.");

    /// <summary>All faults of a body.</summary>
    /// <param name="isWellFormed">Whether it is JSON at all.</param>
    /// <param name="errors">The faults.</param>
    /// <param name="effect">What the request has done.</param>
    public static ApiProblem Of(bool isWellFormed, IEnumerable<FieldError> errors, string effect) => isWellFormed
        ? Describe(
            StatusCodes.Status422UnprocessableEntity,
            ProblemCodes.InvalidRequest,
            "The request is not valid.",
            $"Each fault is named by its place in the request. {effect}",
            errors)
        : Describe(
            StatusCodes.Status400BadRequest,
            ProblemCodes.MalformedJson,
            "The body is not JSON.",
            effect,
            errors);
}
