using System.Net;
using System.Net.Sockets;
using Serverless.Cli.Local.Processes;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Local.Processes;

public sealed class LoopbackPortsTests
{
    [Fact]
    public void Take_Several_AreDifferentAndOutsideWhatTheSystemGivesAway()
    {
        foreach (var ports in new[] { LoopbackPorts.Take(200), FreePorts.Take(200) })
        {
            ports.Distinct().Count().ShouldBe(200);
            ports.ShouldAllBe(port => port >= 10_240 && port <= 32_767);
        }
    }

    [Fact]
    public void Take_OnlyAfterwards_ThePortsAreFree()
    {
        var port = LoopbackPorts.Take(1)[0];
        using var listener = new TcpListener(IPAddress.Loopback, port);

        Should.NotThrow(listener.Start);
    }

    [Fact]
    public async Task ListensAsync_FreePort_IsFalseUntilSomethingListens()
    {
        var port = LoopbackPorts.Take(1)[0];
        (await LoopbackPorts.ListensAsync(port, TestContext.Current.CancellationToken)).ShouldBeFalse();

        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        (await LoopbackPorts.ListensAsync(port, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }
}
