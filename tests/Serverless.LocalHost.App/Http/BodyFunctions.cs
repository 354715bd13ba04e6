using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Serverless.LocalHost.App.Http;

/// <summary>Functions about requests that are large, fail, or never end.</summary>
public static partial class BodyFunctions
{
    [Function("Measure")]
    public static async Task<IActionResult> MeasureAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "measure")] HttpRequest request)
    {
        // The app's own server has a limit too.
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var buffer = new byte[1 << 16];
        var length = 0L;
        int read;
        while ((read = await request.Body.ReadAsync(buffer)) > 0)
        {
            length += read;
        }

        return new OkObjectResult(length);
    }

    [Function("Throw")]
    public static IActionResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw")] HttpRequest request) =>
        throw new InvalidOperationException("This function always throws.");

    [Function("ProcessId")]
    public static IActionResult ProcessId([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "process-id")] HttpRequest request) =>
        new OkObjectResult(Environment.ProcessId);

    [Function("Wait")]
    public static async Task<IActionResult> WaitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request, FunctionContext context, CancellationToken cancellation)
    {
        Waiting(context.GetLogger("Wait"));
        await Task.Delay(TimeSpan.FromMinutes(10), cancellation);
        return new OkResult();
    }

    [Function("Hang")]
    public static async Task<IActionResult> HangAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hang")] HttpRequest request)
    {
        // Ignores its cancellation.
        await Task.Delay(TimeSpan.FromMinutes(10));
        return new OkResult();
    }

    [LoggerMessage(1, LogLevel.Information, "Waiting for nothing")]
    static partial void Waiting(ILogger log);
}
