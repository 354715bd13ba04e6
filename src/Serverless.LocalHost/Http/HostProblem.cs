using System.Diagnostics;
using System.Globalization;

namespace Serverless.LocalHost.Http;

/// <summary>
/// The response of the host itself to a request that fails before or outside the app: <c>application/problem+json</c> (RFC 9457) with a
/// stable code. Responses of the app are passed on unchanged.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code of the problem, for programs.</param>
/// <param name="Title">The title, for users.</param>
/// <param name="Detail">What to do.</param>
sealed record HostProblem(int Status, string Code, string Title, string Detail)
{
    public static HostProblem KeyMissing { get; } = new(
        StatusCodes.Status401Unauthorized,
        "unauthorized",
        "A key for this route is missing.",
        "Send it in the header x-functions-key or as ?code=.");

    public static HostProblem NoRoute { get; } = new(
        StatusCodes.Status404NotFound, "routeNotFound", "The route does not exist.", "No function handles this method and path.");

    public static HostProblem BodyTooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge,
        "bodyTooLarge",
        "The body is too large.",
        string.Create(CultureInfo.InvariantCulture, $"The host accepts up to {HttpServer.MaximumBodyBytes} bytes."));

    public static HostProblem FunctionFailed { get; } = new(
        StatusCodes.Status500InternalServerError, "functionFailed", "The function failed.", "The log of the host shows the reason.");

    public static HostProblem NoAnswer { get; } = new(
        StatusCodes.Status502BadGateway,
        "workerFailed",
        "The app ended before it responded.",
        "It is being restarted; the log of the host shows why it ended.");

    public static HostProblem Starting { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "hostNotRunning", "The host is starting again or stopping.", "Send the request again later.");

    /// <summary>Creates the problem for a request to the host's own routes that cannot be carried out.</summary>
    public static HostProblem Refused(string why) => new(StatusCodes.Status400BadRequest, "invalidRequest", "The request cannot be processed.", why);

    /// <summary>Creates the problem for a request that failed while it was read.</summary>
    /// <param name="status">The status that the server reports.</param>
    public static HostProblem Broken(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status408RequestTimeout => new(status, "bodyTooSlow", "The body arrived too slowly.", "Send the request again."),
        _ => new(
            status,
            "malformedBody",
            "The body is incomplete.",
            "It ended before its Content-Length, or its chunks are malformed. Send the request again."),
    };

    /// <summary>Writes the problem as the response.</summary>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.Clear();
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        return context.Response.WriteAsJsonAsync(
            new
            {
                type = "about:blank",
                title = Title,
                status = Status,
                detail = Detail,
                code = Code,
                traceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            },
            options: null,
            contentType: "application/problem+json; charset=utf-8",
            context.RequestAborted);
    }
}
