using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Validation;

namespace Serverless.Cli.Api;

/// <summary>Converts an error response to a message and an exit code.</summary>
public static class ApiFailure
{
    public static async Task<CliException> OfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await TextOfAsync(response, cancellation).ConfigureAwait(false);
        return Of(response.StatusCode, Problem(response, body));
    }

    /// <summary>Describes what the platform reports: every error with its place in the request, and the trace id to look for in the logs.</summary>
    public static CliException Of(HttpStatusCode status, ApiProblem? problem)
    {
        var details = new List<string>();
        foreach (var (pointer, messages) in problem?.Errors ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            details.AddRange(messages.Select(message => $"{(pointer.Length == 0 ? "(whole document)" : pointer)}: {message}"));
        }

        if (ExitCodeOf(status) == ExitCodes.NotAllowed)
        {
            details.Add("Set SERVERLESS_KEY, or SERVERLESS_KEY_FILE to a file that holds the key.");
        }

        if (problem?.TraceId is { } trace)
        {
            details.Add($"Trace id: {trace}");
        }

        var number = ((int)status).ToString(CultureInfo.InvariantCulture);
        var what = problem is null
            ? $"The platform answered {number} {status}."
            : $"{problem.Title} {problem.Detail}".TrimEnd() + $" ({problem.Code}, {number})";
        return new CliException(ExitCodeOf(status), what, details);
    }

    /// <summary>Reads a text of the platform as UTF-8, whatever character set a header claims.</summary>
    internal static async Task<string> TextOfAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));

    static int ExitCodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCodes.NotAllowed,
        HttpStatusCode.NotFound => ExitCodes.NotFound,
        HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => ExitCodes.Conflict,
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType
            or HttpStatusCode.UnprocessableEntity => ExitCodes.Usage,
        _ => ExitCodes.Failure,
    };

    static ApiProblem? Problem(HttpResponseMessage response, string body)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(body, CoreJson.Default.ApiProblem);
        }
        catch (JsonException)
        {
            // Something between client and platform responded in its place; the status alone still says what happened.
            return null;
        }
    }
}
