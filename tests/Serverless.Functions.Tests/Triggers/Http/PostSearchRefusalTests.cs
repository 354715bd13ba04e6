using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Requests that are rejected: every error is named and nothing is created.</summary>
[Collection(HttpCollection.Name)]
public sealed class PostSearchRefusalTests(FunctionsApp app) : IAsyncLifetime
{
    int _requests;

    public async ValueTask InitializeAsync() => _requests = await app.CountRequestsAsync();

    public async ValueTask DisposeAsync() => (await app.CountRequestsAsync()).ShouldBe(_requests, "nothing may be created");

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"space\": \"\\ud800\"}")]
    public async Task Post_MalformedJson_IsRefused(string body) =>
        (await app.PostAsync("searches", body)).ShouldBeProblem(HttpStatusCode.BadRequest, "malformedJson");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    public async Task Post_JsonOfAnotherKind_IsRefused(string body) =>
        (await app.PostAsync("searches", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest");

    [Fact]
    public async Task Post_ThresholdThatAVolumeWouldOverflowWith_IsRefusedWithTheLargestMagnitude()
    {
        const string Objectives = """[{"metric": "accuracy", "goal": "maximise"}, {"metric": "parameters", "goal": "minimise", "threshold": 1.7976931348623157e+308}]""";

        var problem = (await app.PostAsync("searches", FunctionsApp.Request(objectives: Objectives)))
            .ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest");

        problem.GetRawText().ShouldContain("/objectives/1/threshold");
        problem.GetRawText().ShouldContain("the largest magnitude is 1E");
    }

    [Fact]
    public async Task Post_ManyFaults_NamesThemAllByPointer()
    {
        const string Body = """
            {
              "space": {"name": "nasbench202"},
              "dataset": {"name": "fashion-mnist", "trainingImages": 60000, "validationImages": 1},
              "objectives": [
                {"metric": "accuracy", "goal": "upwards"},
                {"metric": "latencyMs", "goal": "minimise", "device": "my-phone"}
              ],
              "algorithm": {"name": "nsga2", "populationSize": 1},
              "budgets": {"trainings": 0, "wallClockSeconds": -5},
              "surrogate": {"id": "fit-nowhere"},
              "colour": "red"
            }
            """;

        var problem = (await app.PostAsync("searches", Body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest");

        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(
            [
                "/space/name", "/dataset", "/objectives/0/goal", "/objectives/1/device", "/algorithm/populationSize",
                "/budgets/trainings", "/budgets/wallClockSeconds", "/surrogate/id", "/colour",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"kind": "lookup"}""", "/surrogate/kind", "'lookup' only predicts costs of networks, so it cannot guide a search: use")]
    [InlineData("""{"kind": "hw-pr-nas", "balancer": "mgda"}""", "/surrogate/balancer", "'mgda' balances losses, and 'hw-pr-nas' has a loss for each device of its objectives, and these name at most one device; remove the balancer.")]
    [InlineData("""{"kind": "ridge", "balancer": "mgda"}""", "/surrogate/balancer", "'ridge' has no separate loss for each objective")]
    [InlineData("""{"kind": "hw-pr-nas"}, "constraints": [{"metric": "accuracy", "atLeast": 50}]""", "/surrogate/kind", "'hw-pr-nas' only gives scores, which cannot show whether a candidate meets the constraint on accuracy; use")]
    [InlineData("""{"poolSize": 3}""", "/surrogate/poolSize", "A pool of 3 leaves no choice for 4 candidates per generation; use a larger pool")]
    [InlineData("""{"poolSize": 3}, "mode": "asynchronous", "parallelism": 4""", "/surrogate/poolSize", "A pool of 3 leaves no choice for the 4 candidates that are evaluated at once; use a larger poolSize, or a smaller parallelism.")]
    [InlineData("""{"otherSearches": true}, "mode": "asynchronous" """, "/surrogate/otherSearches", "remove otherSearches, or mode")]
    [InlineData("""{"id": "fit-nowhere"}, "mode": "asynchronous" """, "/surrogate/id", "There is no surrogate 'fit-nowhere'; GET /api/surrogates lists the existing surrogates.")]
    [InlineData("""{"sampling": "iteratively"}""", "/surrogate/sampling", "Did you mean 'iterative'?")]
    public async Task Post_SurrogateThatDoesNotGoWithTheRest_IsRefusedByFieldValueAndRemedy(string surrogate, string pointer, string message)
    {
        var body = FunctionsApp.Request().Replace("\"seed\": 1", $"\"seed\": 1, \"surrogate\": {surrogate}", StringComparison.Ordinal);

        var errors = (await app.PostAsync("searches", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest").GetProperty("errors");

        errors.EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(pointer);
        errors.GetProperty(pointer)[0].GetString().ShouldNotBeNull().ShouldContain(message);
    }

    [Fact]
    public async Task Post_NoBudget_IsRefused()
    {
        var body = FunctionsApp.Request().Replace("""{"trainings": 4}""", "{}", StringComparison.Ordinal);

        var problem = (await app.PostAsync("searches", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest");

        problem.GetProperty("errors").TryGetProperty("/budgets", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(10 * 1024 * 1024)]
    [InlineData((1024 * 1024) + 1)]
    public async Task Post_BodyTooLarge_IsRefused(int bytes) =>
        (await app.PostAsync("searches", new string(' ', bytes))).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "bodyTooLarge");

    [Fact]
    public async Task Post_BodyTooLargeWithoutSayingSo_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("searches", UriKind.Relative));
        request.Content = new StreamContent(new MemoryStream(new byte[2 * 1024 * 1024]));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;

        (await app.SendAsync(request)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "bodyTooLarge");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Post_AnotherContentType_IsRefused(string? contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("searches", UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(FunctionsApp.Request()));
        request.Content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);

        (await app.SendAsync(request)).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", null, "unsupportedMediaType")]
    [InlineData("application/json; charset=\"iso-8859-1\"", null, "unsupportedMediaType")]
    [InlineData("application/json", "gzip", "unsupportedContentEncoding")]
    [InlineData("application/json; charset=utf-8", "identity, br", "unsupportedContentEncoding")]
    public async Task Post_AnotherCharsetOrContentEncoding_IsRefused(string contentType, string? encoding, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("searches", UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(FunctionsApp.Request()));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        (await app.SendAsync(request)).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, code);
    }

    [Fact]
    public async Task Post_MalformedChunks_IsRefused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.Client.BaseAddress!.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/searches HTTP/1.1\r\nHost: x\r\nx-functions-key: {Testing.FunctionsHost.HostKey}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"));
        client.Client.Shutdown(SocketShutdown.Send);

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("\"code\":\"malformedBody\"");
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Post_WithoutTheKey_IsRefused(string key) =>
        (await app.PostAsync("searches", FunctionsApp.Request(), ("x-functions-key", key))).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");

    [Fact]
    public async Task Post_IdempotencyKeyTooLong_IsRefused() =>
        (await app.PostAsync("searches", FunctionsApp.Request(), ("Idempotency-Key", new string('k', 201))))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
}
