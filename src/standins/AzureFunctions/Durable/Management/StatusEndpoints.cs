using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Durable.Client;

namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>Shows instances.</summary>
static class StatusEndpoints
{
    const string ContinuationToken = "x-ms-continuation-token";

    internal static async Task<IResult> GetAsync(string instanceId, HttpRequest request, HubClient client)
    {
        var cancellation = request.HttpContext.RequestAborted;
        if (await client.GetInstanceAsync(instanceId, true, cancellation) is not { } instance)
        {
            return Results.NotFound();
        }

        var showInput = Flag(request, "showInput", true);
        var body = StatusJson.Of(instance, showInput);
        if (Flag(request, "showHistory", false) && await client.ReadHistoryAsync(instanceId, cancellation) is var (head, history))
        {
            body["historyEvents"] = new HistoryJson(head, showInput, Flag(request, "showHistoryOutput", false)).Of(history);
        }

        if (instance.IsCompleted)
        {
            var isError = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed && Flag(request, "returnInternalServerErrorOnFailure", false);
            return Results.Json(body, statusCode: isError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
        }

        var headers = request.HttpContext.Response.Headers;
        headers.Location = request.GetEncodedUrl();
        headers.RetryAfter = "5";
        return Results.Json(body, statusCode: StatusCodes.Status202Accepted);
    }

    internal static async Task<IResult> ListAsync(HttpRequest request, DurableTaskClient client)
    {
        var top = int.TryParse(request.Query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
            ? asked
            : OrchestrationQuery.DefaultPageSize;
        var query = new OrchestrationQuery(
            Time(request, "createdTimeFrom"),
            Time(request, "createdTimeTo"),
            Statuses(request),
            null,
            request.Query["instanceIdPrefix"],
            top,
            FetchInputsAndOutputs: true,
            NullIfEmpty(request.Headers[ContinuationToken]));
        var page = await client.GetAllInstancesAsync(query).AsPages().FirstAsync(request.HttpContext.RequestAborted);
        if (page.ContinuationToken is { } next)
        {
            request.HttpContext.Response.Headers[ContinuationToken] = next;
        }

        var showInput = Flag(request, "showInput", true);
        return Results.Json(new JsonArray([.. page.Values.Select(instance => (JsonNode)StatusJson.Of(instance, showInput))]));
    }

    /// <summary>The states asked for; names that are none, also for their case, are ignored.</summary>
    internal static List<OrchestrationRuntimeStatus>? Statuses(HttpRequest request)
    {
        var named = (request.Query["runtimeStatus"].ToString() ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Where(name => Enum.GetNames<OrchestrationRuntimeStatus>().Contains(name, StringComparer.Ordinal))
            .Select(Enum.Parse<OrchestrationRuntimeStatus>)
            .ToList();
        return named.Count == 0 ? null : named;
    }

    /// <summary>A time of the query; null when it is absent.</summary>
    /// <exception cref="ArgumentException">It is no time.</exception>
    internal static DateTimeOffset? Time(HttpRequest request, string name)
    {
        if (NullIfEmpty(request.Query[name]) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new ArgumentException($"'{text}' is not a time.", name);
    }

    static bool Flag(HttpRequest request, string name, bool fallback) => bool.TryParse(request.Query[name], out var flag) ? flag : fallback;

    static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
