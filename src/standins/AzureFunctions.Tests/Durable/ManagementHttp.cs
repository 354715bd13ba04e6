using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

/// <summary>Requests to the management API.</summary>
static class ManagementHttp
{
    const string Root = "runtime/webhooks/durabletask";

    internal static Task<HttpResponseMessage> CallAsync(
        this LocalHost host, HttpMethod method, string path, string? json = null, string? key = LocalHost.MasterKey) =>
        host.SendAsync(method, $"{Root}/{path}", key, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    internal static Task<HttpResponseMessage> GetStatusAsync(this LocalHost host, string id, string query = "") =>
        host.CallAsync(HttpMethod.Get, $"instances/{id}{query}");

    internal static async Task<JsonObject> ObjectAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>())!;

    internal static async Task<JsonArray> ArrayAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonArray>())!;
}
