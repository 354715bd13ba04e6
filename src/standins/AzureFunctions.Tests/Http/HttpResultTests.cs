using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using HttpRequest = Microsoft.AspNetCore.Http.HttpRequest;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class HttpResultTests : IAsyncLifetime
{
    LocalHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await LocalHost.StartAsync(new LocalApp(typeof(Functions)));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("Action")]
    [InlineData("Minimal")]
    public async Task B51_Result_AspNetCoreTypes_AreWrittenInCamelCase(string function)
    {
        var response = await _host.GetAsync($"/api/{function}");

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location!.OriginalString.ShouldBe("/there");
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"firstName":"Ada"}""");
    }

    [Fact]
    public async Task B51_Result_HttpResponseData_KeepsStatusHeadersCookiesAndPascalCase()
    {
        var response = await _host.SendAsync(HttpMethod.Post, "/api/Data", LocalHost.HostKey, Json("""{ "firstname": "Ada" }"""));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Content.Headers.ContentType.ShouldBe(MediaTypeHeaderValue.Parse("application/json; charset=utf-8"));
        response.Headers.GetValues("x-seen").ShouldBe(["POST", "yes"]);
        response.Headers.GetValues("Set-Cookie").Single().ShouldBe("flavour=oat; max-age=60; path=/; samesite=lax; httponly");
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"FirstName":"Ada"}""");
    }

    [Fact]
    public async Task B51_Result_HttpResponseDataProperty_IsFoundWithoutAttribute()
        => (await (await _host.GetAsync("/api/Wrapped")).Content.ReadAsStringAsync()).ShouldBe("wrapped");

    [Fact]
    public async Task B51_Result_UnhandledException_Gives500WithoutBody()
    {
        var response = await _host.GetAsync("/api/Throws");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Poco")]
    [InlineData("Text")]
    public async Task B51_Result_OtherTypesWithAspNetCore_AreNotWritten(string function)
    {
        var response = await _host.GetAsync($"/api/{function}");

        response.IsSuccessStatusCode.ShouldBeTrue();
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task HttpTrigger_DirectWriteToHttpContext_IsKept()
        => (await (await _host.GetAsync("/api/Direct")).Content.ReadAsStringAsync()).ShouldBe("direct");

    [Fact]
    public async Task HttpTrigger_BodyOfTenMegabytes_ArrivesWhole()
    {
        using var body = new ByteArrayContent(new byte[10_000_000]);

        var response = await _host.SendAsync(HttpMethod.Post, "/api/Length", LocalHost.HostKey, body);

        (await response.Content.ReadAsStringAsync()).ShouldBe("10000000");
    }

    [Fact]
    public async Task HttpTrigger_BodyOverOneHundredMegabytes_Gives413()
    {
        using var body = new ByteArrayContent(new byte[(100 * 1024 * 1024) + 1]);

        // Asks before it sends: the host refuses at once and would else close the connection under the sender.
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/Length?code={LocalHost.HostKey}") { Content = body };
        request.Headers.ExpectContinue = true;
        var response = await _host.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public sealed record Person(string FirstName);

    public sealed class Wrapping
    {
        public HttpResponseData? Response { get; init; }
    }

    public static class Functions
    {
        [Function("Action")]
        public static IActionResult Action([HttpTrigger("get")] HttpRequest request) => new CreatedResult("/there", new Person(Name(request)));

        [Function("Minimal")]
        public static async Task<IResult> MinimalAsync([HttpTrigger("get")] HttpRequest request)
        {
            await Task.Yield();
            return Results.Created("/there", new Person(Name(request)));
        }

        [Function("Data")]
        public static async ValueTask<HttpResponseData> DataAsync([HttpTrigger("post")] HttpRequestData request)
        {
            ArgumentNullException.ThrowIfNull(request);
            var person = await request.ReadFromJsonAsync<Person>();
            var response = request.CreateResponse(HttpStatusCode.Accepted);
            response.Headers.Add("x-seen", [request.Method, request.Headers.Contains("x-functions-key") ? "yes" : "no"]);
            response.Cookies.Append(new HttpCookie("flavour", "oat") { HttpOnly = true, MaxAge = 60, SameSite = SameSite.Lax });
            await response.WriteAsJsonAsync(person);
            return response;
        }

        [Function("Wrapped")]
        public static Wrapping Wrapped([HttpTrigger("get")] HttpRequestData request)
        {
            ArgumentNullException.ThrowIfNull(request);
            var response = request.CreateResponse();
            response.WriteString("wrapped");
            return new Wrapping { Response = response };
        }

        [Function("Throws")]
        public static IActionResult Throws([HttpTrigger("get")] HttpRequest request) => throw new InvalidOperationException(Name(request));

        [Function("Poco")]
        public static Person Poco([HttpTrigger("get")] HttpRequest request) => new(Name(request));

        [Function("Text")]
        public static string Text([HttpTrigger("get")] HttpRequest request) => Name(request);

        [Function("Direct")]
        public static Task DirectAsync([HttpTrigger("get")] HttpRequest request)
        {
            ArgumentNullException.ThrowIfNull(request);
            return request.HttpContext.Response.WriteAsync("direct");
        }

        [Function("Length")]
        public static async Task<IActionResult> LengthAsync([HttpTrigger("post")] HttpRequest request, CancellationToken cancellation)
        {
            ArgumentNullException.ThrowIfNull(request);
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            return new ContentResult { Content = $"{body.Length}" };
        }

        static string Name(HttpRequest request) => request is null ? throw new ArgumentNullException(nameof(request)) : "Ada";
    }
}
