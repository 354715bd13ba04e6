using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.Functions.Triggers.Http;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Bodies that the app's own server cannot read, in a host that passes them on unread.</summary>
public sealed class JsonRequestTests
{
    [Theory]
    [InlineData(400, 400, "malformedBody")]
    [InlineData(408, 408, "bodyTooSlow")]
    [InlineData(413, 413, "bodyTooLarge")]
    public async Task Read_BodyThatBreaks_IsTheClientsFault(int server, int status, string code)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "application/json";
        http.Request.Body = new BrokenStream(new BadHttpRequestException("Bad chunk size data.", server));
        using var answer = new MemoryStream();
        http.Response.Body = answer;

        var (_, _, problem) = await JsonRequest.ReadAsync(http.Request, CancellationToken.None);
        await problem.ShouldNotBeNull().ExecuteAsync(http);

        http.Response.StatusCode.ShouldBe(status);
        var body = JsonDocument.Parse(answer.ToArray()).RootElement;
        body.GetProperty("code").GetString().ShouldBe(code);
        body.GetRawText().ShouldNotContain("chunk size");
    }

    sealed class BrokenStream(Exception fault) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(fault);
    }
}
