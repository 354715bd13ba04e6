using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

/// <summary>One host over all fixture functions, for tests that keep apart by instance ids.</summary>
public sealed class SharedHub(AzuriteFixture storage) : IAsyncLifetime
{
    static readonly Type[] Functions =
    [
        typeof(Greetings), typeof(Echoes), typeof(Waits), typeof(Failures), typeof(Families), typeof(Loops), typeof(Replays), typeof(FanOuts),
        typeof(Starters), typeof(Repairs),
    ];

    LocalHost? _host;

    internal AzuriteFixture Storage => storage;

    internal LocalHost Host => _host ?? throw new InvalidOperationException("The fixture is not initialised.");

    internal DurableTaskClient Client => Host.Client();

    public async ValueTask InitializeAsync() =>
        _host = await new DurableApp(storage, Functions) { HubSettings = "\"maxConcurrentActivityFunctions\": 4," }.StartAsync();

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
