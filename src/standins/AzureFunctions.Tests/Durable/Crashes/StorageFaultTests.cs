using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

public sealed class StorageFaultTests(AzuriteFixture storage)
{
    const int Rounds = 5;

    [Theory]
    [InlineData(nameof(Fault.ServerError), 3)]
    [InlineData(nameof(Fault.Busy), 3)]
    [InlineData(nameof(Fault.LostAnswer), 3)]
    [InlineData(nameof(Fault.NoAnswer), 15)]
    public async Task StorageFaults_EveryFew_ChangeNothing(string fault, int every)
    {
        await using var proxy = await StorageProxy.StartAsync(storage.ConnectionString);
        var chosen = Enum.Parse<Fault>(fault);
        proxy.Decide = (number, _) => number % every == 0 ? chosen : Fault.None;
        var app = new DurableApp(storage, typeof(Loops)) { ConnectionString = proxy.ConnectionString };
        await using var host = await app.StartAsync();

        var ended = await host.Client().RunAsync(nameof(Loops.CountDown), new Loops.Round(Rounds, 0));

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        ended.ReadOutputAs<int>().ShouldBe(Rounds);
        proxy.Requests.ShouldBeGreaterThan(every);
    }

    [Fact]
    public async Task StorageService_AwayForAWhile_IsWaitedFor()
    {
        await using var proxy = await StorageProxy.StartAsync(storage.ConnectionString);
        var app = new DurableApp(storage, typeof(Loops)) { ConnectionString = proxy.ConnectionString };
        await using var host = await app.StartAsync();
        await host.Client().RunAsync(nameof(Loops.CountDown), new Loops.Round(1, 0));
        var away = DateTime.UtcNow.AddSeconds(3);
        proxy.Decide = (_, _) => DateTime.UtcNow < away ? Fault.ServerError : Fault.None;

        var ended = await host.Client().RunAsync(nameof(Loops.CountDown), new Loops.Round(3, 0));

        ended.ReadOutputAs<int>().ShouldBe(3);
    }
}
