using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Tests.Processes;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Http;

public sealed class HttpServerTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Uri _address = new($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
    readonly HttpClient _client = new();
    HttpServer _server = null!;

    public ValueTask InitializeAsync()
    {
        _server = new HttpServer(_address, NullLoggerFactory.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task Server_ClosedAndOpenedAgain_KeepsItsPortAndSaysWhatItWaitsFor()
    {
        await _server.OpenAsync(context => context.Response.WriteAsync("first"));
        (await _client.GetStringAsync(_address)).ShouldBe("first");

        await _server.CloseAsync(Patience);

        using (var between = await _client.GetAsync(_address))
        {
            between.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            between.Headers.RetryAfter.ShouldNotBeNull();
            await between.ShouldBeProblemAsync("hostNotRunning");
        }

        using var other = new TcpListener(IPAddress.Loopback, _address.Port);
        Should.Throw<SocketException>(other.Start);
        await _server.OpenAsync(context => context.Response.WriteAsync("second"));
        (await _client.GetStringAsync(_address)).ShouldBe("second");
    }

    [Fact]
    public async Task Close_WithARequestUnderWay_WaitsForIt()
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        await _server.OpenAsync(async context =>
        {
            begun.SetResult();
            await end.Task;
            await context.Response.WriteAsync("whole");
        });
        var answer = _client.GetStringAsync(_address);
        await begun.Task.WaitAsync(Patience);

        var closing = _server.CloseAsync(Patience);

        closing.IsCompleted.ShouldBeFalse();
        end.SetResult();
        (await answer).ShouldBe("whole");
        await closing.WaitAsync(Patience);
    }

    [Fact]
    public async Task Close_WithARequestThatTakesTooLong_CutsItOff()
    {
        var begun = new TaskCompletionSource();
        await _server.OpenAsync(async context =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        var answer = _client.GetStringAsync(_address);
        await begun.Task.WaitAsync(Patience);

        await _server.CloseAsync(TimeSpan.FromMilliseconds(1)).ContinueWith(_ => { }, TaskScheduler.Default);

        await Should.ThrowAsync<HttpRequestException>(answer);
    }

    [Fact]
    public async Task Open_OnAPortThatIsTaken_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, _address.Port);
        other.Start();

        var refused = await Should.ThrowAsync<StartException>(() => _server.OpenAsync(_ => Task.CompletedTask));

        refused.ExitCode.ShouldBe(ExitCodes.AddressInUse);
    }
}
