using System.Net;
using System.Net.Sockets;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class UpCommandTests : IDisposable
{
    readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Up_PortInUse_SaysSoAndStartsNothing()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await CliRun.OfAsync(["up", "--port", $"{port}"], new() { ["SERVERLESS_ROOT"] = _root.Path });

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Error.ShouldBe($"Error: Port {port} is in use.\n  Specify another port: ./serverless up --port N\n");
        Directory.Exists(Path.Combine(_root.Path, ".serverless", "runs")).ShouldBeFalse();
    }

    [Fact]
    public async Task Up_WithoutTheEntryScript_SaysHowToStartIt()
    {
        var run = await CliRun.OfAsync(["up"], []);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("./serverless");
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "x")]
    [InlineData("--workers", "-1")]
    [InlineData("--workers", "65")]
    public async Task Up_OptionOutOfRange_IsAUsageError(string option, string value)
    {
        var run = await CliRun.OfAsync(["up", option, value], new() { ["SERVERLESS_ROOT"] = _root.Path });

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(option);
    }
}
