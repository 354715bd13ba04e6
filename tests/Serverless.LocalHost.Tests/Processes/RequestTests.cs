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
    }

    [Fact]
    public async Task Request_OfAFunctionThatThrows_IsAnsweredWith500AndNoBody()
    {
        var host = await shared.Host;

        using var response = await host.Client.GetAsync("/api/throw");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
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
}
