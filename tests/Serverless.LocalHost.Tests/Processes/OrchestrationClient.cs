using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

/// <summary>Controls orchestrations of the sample app, through its starter and the links that the starter returns.</summary>
public sealed class OrchestrationClient(HttpClient client)
{
    /// <summary>Starts one.</summary>
    /// <returns>The links of the instance.</returns>
    public async Task<Links> StartAsync(string orchestration, int? input = null)
    {
        using var response = await client.PostAsync(
            $"/api/start/{orchestration}", new StringContent(input?.ToString(CultureInfo.InvariantCulture) ?? ""));
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<Links>())!;
    }

    /// <summary>What is known of an instance.</summary>
    public async Task<Status> StatusAsync(Links instance) => (await client.GetFromJsonAsync<Status>(instance.StatusQueryGetUri))!;

    /// <summary>Waits until an instance says <paramref name="what"/> of itself.</summary>
    public Task<Status> WaitAsync(Links instance, string what, Func<Status, bool> holds) => Eventually.GetAsync(
        what,
        async () => await StatusAsync(instance) is var status && holds(status) ? status : null,
        within: TimeSpan.FromMinutes(5));

    /// <summary>Waits for an instance's end, which is to be a good one.</summary>
    public async Task<Status> CompletedAsync(Links instance)
    {
        var status = await WaitAsync(instance, $"{instance.Id} ends", status => status.HasEnded);
        status.RuntimeStatus.ShouldBe("Completed", status.Output.ToString());
        return status;
    }

    /// <summary>Sends an instance an event.</summary>
    public async Task RaiseAsync(Links instance, string name, string json)
    {
        using var response = await client.PostAsync(
            instance.SendEventPostUri.Replace("{eventName}", name, StringComparison.Ordinal), new StringContent(json, Encoding.UTF8, "application/json"));
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
    }

    public sealed record Links(
        string Id, string StatusQueryGetUri, string SendEventPostUri, string TerminatePostUri, string PurgeHistoryDeleteUri, string RestartPostUri);

    public sealed record Status(string InstanceId, string RuntimeStatus, JsonElement Input, JsonElement Output, JsonElement CustomStatus)
    {
        public bool HasEnded => RuntimeStatus is "Completed" or "Failed" or "Terminated";

        public T Result<T>() => Output.Deserialize<T>()!;
    }
}
