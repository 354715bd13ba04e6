using Azure.Storage.Queues;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

public sealed class QueueTests(SharedHost shared)
{
    [Fact]
    public async Task Message_InAQueueNamedBySetting_ReachesTheFunctionAndItsOutput()
    {
        await shared.Host;

        await shared.SendAsync("echo", "hello");

        await shared.ArrivesAsync("seen", "Echo hello 1");
    }

    [Fact]
    public async Task Message_OfJson_IsReadAndEachItemOfTheResultIsAMessage()
    {
        await shared.Host;

        await shared.SendAsync("split", """{"Id":7,"Items":["pen","ink"]}""");

        await shared.ArrivesAsync("seen", "Split 7 pen");
        await shared.ArrivesAsync("seen", "Split 7 ink");
    }

    [Fact]
    public async Task Message_AskedForWhole_HasItsProperties()
    {
        await shared.Host;

        await shared.SendAsync("whole", "cake");

        await shared.ArrivesAsync("seen", "Whole cake 1");
    }

    [Fact]
    public async Task Message_ThatIsNotBase64_GoesToPoisonUnread()
    {
        await shared.Host;

        await shared.SendAsync("echo", "<plain>", QueueMessageEncoding.None);

        await shared.ArrivesAsync("echo-poison", "<plain>", QueueMessageEncoding.None);
    }

    [Fact]
    public async Task Message_OfAFunctionThatAlwaysThrows_IsTriedFiveTimesThenPoison()
    {
        var host = await shared.Host;

        await shared.SendAsync("broken", "glass");

        await shared.ArrivesAsync("broken-poison", "glass");
        await Eventually.HoldsAsync(
            "five failures are logged",
            () => Task.FromResult(host.Output.Split('\n').Count(line => line.Contains("Executed 'Broken' (Failed", StringComparison.Ordinal)) == 5));
    }

    [Fact]
    public async Task Message_OfADisabledFunction_StaysInItsQueue()
    {
        await shared.Host;

        await shared.SendAsync("off", "light");
        await shared.SendAsync("echo", "after off");
        await shared.ArrivesAsync("seen", "Echo after off 1");

        (await shared.PeekAsync("off")).ShouldBe(["light"]);
        (await shared.PeekAsync("seen")).ShouldNotContain("Off light");
    }
}
