using System.Net;
using System.Text;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Devices registered over HTTP in the real app.</summary>
[Collection(HttpCollection.Name)]
public sealed class PutDeviceTests(FunctionsApp app)
{
    const string Measured = """{"kind":"measured","description":"On the window sill."}""";

    [Fact]
    public async Task Put_New_CanBeNamedByASearch()
    {
        var answer = await PutAsync("put-phone", Measured);

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Body);
        answer.Json.GetProperty("id").GetString().ShouldBe("put-phone");
        (await app.GetAsync("devices")).Body.ShouldContain("On the window sill.");
        var search = await app.PostAsync(
            "searches", FunctionsApp.Request(objectives: """[{"metric":"latencyMs","goal":"minimise","device":"put-phone"}]"""));
        search.Status.ShouldBe(HttpStatusCode.Accepted, search.Body);
    }

    [Fact]
    public async Task Put_Conditions_AreKept()
    {
        var first = await PutAsync("put-twice", Measured, ("If-None-Match", "*"));
        first.Status.ShouldBe(HttpStatusCode.Created, first.Body);

        (await PutAsync("put-twice", Measured, ("If-None-Match", "*"))).ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        var second = await PutAsync("put-twice", """{"kind":"measured"}""", ("If-Match", first.EntityTag!));
        (second.Status, second.EntityTag == first.EntityTag).ShouldBe((HttpStatusCode.OK, false), second.Body);
        (await PutAsync("put-twice", Measured, ("If-Match", first.EntityTag!))).ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        (await PutAsync("put-never", Measured, ("If-Match", "*"))).ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
    }

    [Fact]
    public async Task Put_AnotherKind_IsRefused()
    {
        await PutAsync("put-kind", Measured);

        var answer = await PutAsync("put-kind", """{"kind":"lookup","tables":{"latencyMs":{"perOperation":{"a":1}}}}""");

        answer.ShouldBeProblem(HttpStatusCode.Conflict, "deviceKindFixed");
    }

    [Fact]
    public async Task Put_BrokenBlob_IsMadeAnew()
    {
        await app.Blobs.GetBlobContainerClient("devices").GetBlobClient("put-broken.json").UploadAsync(new BinaryData("{"), overwrite: true);

        (await PutAsync("put-broken", Measured)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("devices")).Body.ShouldContain("\"put-broken\"");
    }

    [Fact]
    public async Task Put_Faults_AreAllToldAndNothingIsWritten()
    {
        var answer = await PutAsync("put-faulty", """{"kind":"guess","tables":{"patience":{}}}""");

        var errors = answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest").GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name).ShouldBe(["/kind", "/tables/patience", "/tables/patience/perOperation"], ignoreOrder: true);
        (await app.GetAsync("devices")).Body.ShouldNotContain("put-faulty");
    }

    [Theory]
    [InlineData("local-cpu")]
    [InlineData("Pixel")]
    [InlineData("..%2Fsearches%2Fx")]
    public async Task Put_IdThatIsNone_IsRefused(string id) =>
        (await PutAsync(id, Measured)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");

    async Task<HttpAnswer> PutAsync(string id, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"devices/{id}", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await app.SendAsync(request, headers);
    }
}
