using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Runs a queue or timer function at once, without its trigger.</summary>
static class ManualInvocation
{
    /// <summary>Starts the function with the text given as input and answers 202 without waiting for it.</summary>
    public static async Task<IResult> StartAsync(
        string name, HttpContext http, IFunctionCatalog catalog, IFunctionInvoker invoker, ILoggerFactory loggers)
    {
        if (HostEndpoints.Find(catalog, name) is not { IsDisabled: false } function)
        {
            return Results.NotFound();
        }

        var input = "";
        try
        {
            var body = await JsonSerializer.DeserializeAsync<Body>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
            input = body?.Input ?? "";
        }
        catch (JsonException)
        {
            return Results.BadRequest("The body must be JSON: {\"input\": \"text\"}.");
        }

        if (InputOf(function.Kind, input) is not { } trigger)
        {
            return Results.BadRequest($"A function with a trigger of kind {function.Kind} is not started this way.");
        }

        _ = RunAsync(function, trigger, invoker, loggers.CreateLogger(typeof(ManualInvocation)));
        return Results.Accepted();
    }

    static TriggerInput? InputOf(TriggerKind kind, string input) => kind switch
    {
        TriggerKind.Timer => new TriggerInput(new TimerInfo(), new Dictionary<string, object?>()),
        TriggerKind.Queue => QueueTriggerInput.Of(
            QueuesModelFactory.QueueMessage(Guid.NewGuid().ToString(), "", input, 1, null, DateTimeOffset.UtcNow), new BinaryData(input)),
        _ => null,
    };

    static async Task RunAsync(FunctionEntry function, TriggerInput trigger, IFunctionInvoker invoker, ILogger logger)
    {
        try
        {
            await invoker.InvokeAsync(function, trigger, CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.FunctionFailed(e, function.Name);
        }
    }

    sealed record Body(string? Input);
}
