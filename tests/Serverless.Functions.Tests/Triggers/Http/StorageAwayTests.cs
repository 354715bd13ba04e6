using System.Net;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>An app of its own whose storage becomes unavailable.</summary>
public sealed class StorageAwayTests : IAsyncLifetime
{
    readonly FunctionsApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Health_StorageAway_IsUnavailableAndHealsByItself()
    {
        await _app.Storage.StopAsync();

        (await _app.GetAsync("health")).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "storageUnavailable");

        await _app.Storage.StartProcessAsync();
        await Testing.Eventually.HoldsAsync("it is healthy again", async () => (await _app.GetAsync("health")).Status == HttpStatusCode.OK);
    }
}
