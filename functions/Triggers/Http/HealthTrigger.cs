using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/health</c>: checks whether the app can do its work.</summary>
public sealed class HealthTrigger(IDocumentStore store, ILogger<HealthTrigger> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    static readonly string Version =
        typeof(HealthTrigger).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    [Function(FunctionNames.GetHealth)]
    [Answers(200, typeof(HealthReport))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await store.FindVersionAsync(BlobPaths.Device("health"), limit.Token);
            return TaggedJsonResult.Json(new HealthReport("healthy", Version), FunctionsJson.Default.HealthReport);
        }
        catch (Exception exception)
            when (exception is StorageException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            logger.RequestFailed(exception, FunctionNames.GetHealth, Problems.TraceId(request.HttpContext));
            return Problems.Of(
                request.HttpContext,
                StatusCodes.Status503ServiceUnavailable,
                ProblemCodes.StorageUnavailable,
                "Storage does not answer.",
                "All data is stored there: nothing works until it is available again.");
        }
    }
}

/// <summary>The response of a healthy app.</summary>
/// <param name="Status">Always <c>healthy</c>.</param>
/// <param name="Version">The version of the app.</param>
public sealed record HealthReport(string Status, string Version);
