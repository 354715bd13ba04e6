using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

/// <summary>One host over all fixture functions, for tests that keep apart by instance ids.</summary>
public sealed class SharedHub : IAsyncLifetime
{
    internal static readonly Type[] Functions =
    [
        typeof(Greetings), typeof(Echoes), typeof(Waits), typeof(Failures), typeof(Families), typeof(Loops), typeof(Replays), typeof(FanOuts),
    ];

    readonly AzuriteFixture _storage = new();
    LocalHost? _host;

    internal AzuriteFixture Storage => _storage;

    internal LocalHost Host => _host ?? throw new InvalidOperationException("The fixture is not initialised.");

    internal DurableTaskClient Client => Host.Client();

    public async ValueTask InitializeAsync()
    {
        await _storage.InitializeAsync();
        _host = await new DurableApp(_storage, Functions) { HubSettings = "\"maxConcurrentActivityFunctions\": 4," }.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _storage.DisposeAsync();
    }
}
