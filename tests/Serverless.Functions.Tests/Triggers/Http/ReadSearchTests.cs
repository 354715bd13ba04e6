using System.Net;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Reading and cancelling searches.</summary>
[Collection(HttpCollection.Name)]
public sealed class ReadSearchTests(FunctionsApp app)
{
    public static TheoryData<string> Ids =>
        ["s00000000000000000000", "idempotency", "newest", "unended", "UPPER", "a", "..%2F..", "%00", "x%2Frequest.json", "s'--", new string('a', 300)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Get_IdOfNoSearch_IsNotFound(string id)
    {
        foreach (var route in new[] { $"searches/{id}", $"searches/{id}/front", $"searches/{id}/evaluations", $"searches/{id}/columns", $"searches/{id}/history", $"searches/{id}/journal" })
        {
            (await app.GetAsync(route)).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        }

        (await app.PostAsync($"searches/{id}:cancel")).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Get_IdOfNoSearch_SaysSo() =>
        (await app.GetAsync("searches/s00000000000000000000")).ShouldBeProblem(HttpStatusCode.NotFound, "searchNotFound");

    [Fact]
    public async Task Get_Unchanged_IsNotSentAgain()
    {
        var id = await RunningAsync();
        var first = await app.GetAsync($"searches/{id}");

        var second = await app.GetAsync($"searches/{id}", ("If-None-Match", first.EntityTag.ShouldNotBeNull()));

        (second.Status, second.Body).ShouldBe((HttpStatusCode.NotModified, ""));
        (await app.GetAsync($"searches/{id}", ("If-None-Match", "\"other\""))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_BeforeTheFirstGeneration_GivesEmptyResults()
    {
        var id = await RunningAsync();

        var front = (await app.GetAsync($"searches/{id}/front")).Json;
        front.GetProperty("members").GetArrayLength().ShouldBe(0);
        front.GetProperty("objectives").GetArrayLength().ShouldBe(2);
        (await app.GetAsync($"searches/{id}/evaluations")).Json.GetProperty("value").GetArrayLength().ShouldBe(0);
        var columns = (await app.GetAsync($"searches/{id}/columns")).Json;
        columns.GetProperty("candidate").GetArrayLength().ShouldBe(0);
        columns.GetProperty("nextGeneration").GetInt32().ShouldBe(0);
        (await app.GetAsync($"searches/{id}/history")).Json.GetProperty("value").GetArrayLength().ShouldBe(0);
        (await app.GetAsync($"searches/{id}/journal")).ShouldBeProblem(HttpStatusCode.NotFound, "journalNotFound");
    }

    [Theory]
    [InlineData("", "text/csv", "text/csv")]
    [InlineData("?format=csv", "application/json", "text/csv")]
    [InlineData("?format=json", "text/csv", "application/json")]
    [InlineData("", "application/json, text/csv;q=0.5", "application/json")]
    [InlineData("", "*/*", "application/json")]
    public async Task Front_AskedForInAFormat_IsInThatFormat(string query, string accept, string contentType)
    {
        var id = await RunningAsync();

        (await app.GetAsync($"searches/{id}/front{query}", ("Accept", accept))).ContentType.ShouldBe(contentType);
    }

    [Theory]
    [InlineData("searches?maxpagesize=0")]
    [InlineData("searches?maxpagesize=201")]
    [InlineData("searches?maxpagesize=2&maxpagesize=3")]
    [InlineData("searches?after=NoId")]
    [InlineData("searches?after=")]
    [InlineData("schedules?after=..%2F")]
    [InlineData("surrogates?after=%00")]
    [InlineData("searches?page=2")]
    [InlineData("searches/s00000000000000000000?verbose=true")]
    [InlineData("searches/s00000000000000000000/front?fromat=csv")]
    [InlineData("devices?maxpagesize=2")]
    [InlineData("health?deep=1")]
    [InlineData("searches?maxpagesize=many")]
    [InlineData("searches?state=Tired")]
    [InlineData("searches/s00000000000000000000/front?format=xml")]
    [InlineData("searches/s00000000000000000000/evaluations?generation=-1")]
    [InlineData("searches/s00000000000000000000/columns?generation=-1")]
    [InlineData("dashboard?key=secret")]
    public async Task Get_UnusableParameter_IsRefused(string route) =>
        (await app.GetAsync(route)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");

    [Fact]
    public async Task Get_UnusableParameter_TellsParameterValueAndRemedy()
    {
        var large = (await app.GetAsync("searches?maxpagesize=201")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
        var unknown = (await app.GetAsync("searches?page=2&code=hidden", ("x-functions-key", Testing.FunctionsHost.HostKey)))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");

        large.GetProperty("title").GetString().ShouldNotBeNull().ShouldContain("'maxpagesize'");
        large.GetProperty("detail").GetString().ShouldBe("It is '201'. It must be a whole number from 1 to 200.");
        unknown.GetProperty("title").GetString().ShouldNotBeNull().ShouldContain("'page'");
        unknown.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("after, maxpagesize, state");
    }

    [Fact]
    public async Task Evaluations_OfAGenerationThatThereIsNot_AreRefused()
    {
        var id = await RunningAsync();

        var answer = await app.GetAsync($"searches/{id}/evaluations?generation=1");

        answer.ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter").GetProperty("detail").GetString()
            .ShouldNotBeNull().ShouldContain("no generation yet");
        (await app.GetAsync($"searches/{id}/evaluations?generation=0")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync($"searches/{id}/columns?generation=1")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
    }

    [Fact]
    public async Task Links_OfARequestThatNamesAnotherHost_StayHere()
    {
        var foreign = ("Host", "attacker.example");

        var posted = await app.PostAsync("searches", FunctionsApp.Request(), foreign);
        await RunningAsync();
        var list = await app.GetAsync("searches?maxpagesize=1", foreign, ("X-Forwarded-Host", "attacker.example"));

        posted.Location.ShouldBe($"/api/searches/{posted.Json.GetProperty("id").GetString()}");
        list.Json.GetProperty("nextLink").GetString().ShouldNotBeNull().ShouldStartWith("/api/searches?after=");
    }

    [Fact]
    public async Task List_PageByPage_GivesEverySearchOnce()
    {
        await RunningAsync();
        await RunningAsync();
        await RunningAsync();
        var ids = new List<string?>();

        for (string? next = "searches?maxpagesize=2"; next is not null;)
        {
            var page = (await app.GetAsync(next)).Json;
            page.GetProperty("value").GetArrayLength().ShouldBeInRange(1, 2);
            ids.AddRange(page.GetProperty("value").EnumerateArray().Select(search => search.GetProperty("id").GetString()));
            next = page.TryGetProperty("nextLink", out var link) ? link.GetString() : null;
            next?.ShouldStartWith("/api/searches?");
        }

        ids.ShouldBeUnique();
        ids.Count.ShouldBe(await app.CountSearchesAsync());
    }

    [Fact]
    public async Task List_Always_GivesTheNewestFirst()
    {
        var older = await RunningAsync();
        var newer = await RunningAsync();

        var first = (await app.GetAsync("searches?maxpagesize=1")).Json;
        var second = (await app.GetAsync(first.GetProperty("nextLink").GetString()!)).Json;

        first.GetProperty("value")[0].GetProperty("id").GetString().ShouldBe(newer);
        second.GetProperty("value")[0].GetProperty("id").GetString().ShouldBe(older);
    }

    [Fact]
    public async Task Cancel_Running_EndsItAndMayBeRepeated()
    {
        var id = await RunningAsync();

        (await app.PostAsync($"searches/{id}:cancel")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.HoldsAsync($"it is cancelled. {app.Output}", async () => await StateAsync(id) == "Cancelled");

        (await app.PostAsync($"searches/{id}:cancel")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await app.GetAsync($"searches/{id}")).Json.GetProperty("stopReason").GetString().ShouldBe("cancelled");
        (await app.GetAsync("searches?state=cancelled")).Json.GetProperty("value").EnumerateArray()
            .ShouldContain(search => search.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task BrokenState_IsNamedFailsItsSearchOnlyAndDoesNotHideOthers()
    {
        var broken = await RunningAsync();
        var sound = await RunningAsync();
        await app.Blobs.GetBlobContainerClient("searches").GetBlobClient($"{broken}/state.json")
            .UploadAsync(new BinaryData("{"), overwrite: true);

        var answer = await app.GetAsync($"searches/{broken}");
        var list = (await app.GetAsync("searches?maxpagesize=200")).Json;

        answer.ShouldBeProblem(HttpStatusCode.InternalServerError, "documentBroken").GetProperty("detail").GetString()
            .ShouldNotBeNull().ShouldContain($"searches/{broken}/state.json");
        list.GetProperty("unreadable").EnumerateArray().ShouldContain(text => text.GetString()!.Contains(broken, StringComparison.Ordinal));
        list.GetProperty("value").EnumerateArray().ShouldContain(search => search.GetProperty("id").GetString() == sound);

        (await app.PostAsync($"searches/{broken}:cancel")).Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    async Task<string> RunningAsync()
    {
        var answer = await app.PostAsync("searches", FunctionsApp.Request());
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        var id = answer.Json.GetProperty("id").GetString()!;
        await Eventually.HoldsAsync("it waits for its workers", () => app.IsEvaluatingAsync($"searches/{id}"));
        return id;
    }

    async Task<string?> StateAsync(string id) => (await app.GetAsync($"searches/{id}")).Json.GetProperty("state").GetString();
}
