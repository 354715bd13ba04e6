using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Serverless.LocalHost.Tests.Processes;

public sealed class RequestTests(SharedHost shared)
{
    [Fact]
    public async Task Request_WithRouteValueAndHostHeader_ReachesTheFunctionAsItIs()
    {
        var host = await shared.Host;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/API/Hello/Ann");
        request.Headers.Host = "example.test:81";

        using var response = await host.Client.SendAsync(request);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("hello").GetString().ShouldBe("Ann");
        answer.GetProperty("host").GetString().ShouldBe("example.test:81");
    }

    [Theory]
    [InlineData("GET", "/api/numbers/21:double", HttpStatusCode.OK)]
    [InlineData("GET", "/api/numbers/many:double", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/numbers/21", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/numbers/21:double", HttpStatusCode.NotFound)]
    [InlineData("GET", "/numbers/21:double", HttpStatusCode.NotFound)]
    public async Task Request_ByTemplateAndMethod_FindsItsFunctionOrNone(string method, string path, HttpStatusCode expected)
    {
        var host = await shared.Host;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.NotFound)
        {
            await response.ShouldBeProblemAsync("routeNotFound");
        }
    }

    [Theory]
    [InlineData("zz\r\nabc\r\n0\r\n\r\n", false)]
    [InlineData("zz\r\nabc\r\n0\r\n\r\n", true)]
    [InlineData("5\r\nabcdefgh\r\n0\r\n\r\n", false)]
    [InlineData("-1\r\n", false)]
    public async Task Request_WithMalformedChunks_IsRefusedAndNotTheHostsError(string chunks, bool endsItsSide)
    {
        var host = await shared.Host;
        var before = host.Output.Length;

        var answer = await SendAsync(
            host, $"POST /api/measure HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}", endsItsSide);

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("application/problem+json");
        answer.ShouldContain("\"code\":\"malformedBody\"");
        (await host.Client.GetAsync("/api/hello/anyone")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Tests of other functions run on the same host at the same time, and some of these fail on purpose.
        host.Output[before..].Split('\n').ShouldNotContain(line => line.Contains("fail:", StringComparison.Ordinal)
            && (!line.Contains("fail: Function.", StringComparison.Ordinal) || line.Contains("Measure", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Request_WithAHeaderThatIsNoAscii_ReachesTheFunction()
    {
        var host = await shared.Host;

        var answer = await SendAsync(
            host, "GET /api/hello/Ann HTTP/1.1\r\nHost: localhost\r\nX-Name: \u00e9\r\n\r\n", endsItsSide: false);

        answer.ShouldStartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task Request_OfAClientThatHasEndedItsSide_IsAnswered()
    {
        var host = await shared.Host;

        var answer = await SendAsync(host, "GET /api/hello/Ann HTTP/1.1\r\nHost: localhost\r\n\r\n", endsItsSide: true);

        answer.ShouldStartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task Request_OfAFunctionThatThrows_IsAnsweredWith500AndNoWordOfIt()
    {
        var host = await shared.Host;

        using var response = await host.Client.GetAsync("/api/throw");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await response.ShouldBeProblemAsync("functionFailed");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("always throws");
    }

    [Fact]
    public async Task Request_WithALargeBody_ArrivesWhole()
    {
        var host = await shared.Host;

        using var response = await host.Client.PostAsync("/api/measure", new ByteArrayContent(new byte[40_000_000]));

        (await response.Content.ReadFromJsonAsync<long>()).ShouldBe(40_000_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WithABodyOverTheLimit_IsRefused(bool chunked)
    {
        var host = await shared.Host;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/measure") { Content = new ByteArrayContent(new byte[100_000_001]) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = !chunked;

        HttpStatusCode? status = null;
        try
        {
            using var response = await host.Client.SendAsync(request);
            status = response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the rest of the body is on its way.
            chunked.ShouldBeTrue();
        }

        status.ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, chunked ? null : HttpStatusCode.RequestEntityTooLarge);
        (await host.Client.GetAsync("/api/hello/anyone")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_OfAClientThatGoesAway_IsNotTheHostsError()
    {
        var host = await shared.Host;
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /api/measure HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nonly this"));
        }

        // Whatever is logged of it is, by the time that later requests were answered.
        for (var i = 0; i < 5; i++)
        {
            (await host.Client.GetAsync("/api/hello/anyone")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        host.Output.Split('\n').ShouldNotContain(line => line.Contains("fail: LocalHost") || line.Contains("warn: LocalHost") || line.Contains("fail: Microsoft.AspNetCore"));
    }

    // Bytes as they are: a client library sends no malformed request.
    static async Task<string> SendAsync(RunningHost host, string request, bool endsItsSide)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        if (endsItsSide)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = "";
        var buffer = new byte[4096];
        int read;
        while (!answer.Contains("}\r\n", StringComparison.Ordinal) && (read = await stream.ReadAsync(buffer, patience.Token)) > 0)
        {
            answer += Encoding.ASCII.GetString(buffer, 0, read);
        }

        return answer;
    }
}
