using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Schedules made, read, changed and deleted over HTTP in the real app.</summary>
[Collection(HttpCollection.Name)]
public sealed class ScheduleTests(FunctionsApp app)
{
    const string Newyear = "\"expression\": \"0 0 1 1 *\"";

    [Fact]
    public async Task Put_New_IsMadeAndReadBack()
    {
        var answer = await PutAsync("new-one", $"{Newyear}, \"timeZone\": \"Europe/Berlin\", \"overlap\": \"queue\", \"pauseOutside\": {{\"from\": \"22:00\", \"to\": \"06:00\"}}");

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Body);
        var read = await app.GetAsync("schedules/new-one");
        (read.Status, read.EntityTag).ShouldBe((HttpStatusCode.OK, answer.EntityTag.ShouldNotBeNull()));
        var definition = read.Json.GetProperty("definition");
        definition.GetProperty("pauseOutside").GetProperty("from").GetString().ShouldBe("22:00");
        definition.GetProperty("request").GetProperty("budgets").GetProperty("trainings").GetInt32().ShouldBe(4);
        var due = read.Json.GetProperty("nextDueAt").GetDateTimeOffset();
        (due > DateTimeOffset.UtcNow, due.Month, due.Day, due.Hour).ShouldBe((true, 12, 31, 23));
        read.Json.TryGetProperty("lastStart", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Put_OwnDefinitionOfAnAnswer_ChangesNothing()
    {
        var first = await PutAsync("twice", Newyear);

        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("schedules/twice", UriKind.Relative))
        {
            Content = new StringContent(first.Json.GetProperty("definition").GetRawText(), Encoding.UTF8, "application/json"),
        };
        var second = await app.SendAsync(request);

        (second.Status, second.EntityTag).ShouldBe((HttpStatusCode.OK, first.EntityTag));
        second.Json.GetProperty("updatedAt").GetDateTimeOffset().ShouldBe(first.Json.GetProperty("updatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Put_Conditions_AreKept()
    {
        var first = await PutAsync("conditional", Newyear, ("If-None-Match", "*"));
        first.Status.ShouldBe(HttpStatusCode.Created, first.Body);

        (await PutAsync("conditional", Newyear, ("If-None-Match", "*"))).ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        var second = await PutAsync("conditional", $"{Newyear}, \"overlap\": \"queue\"", ("If-Match", first.EntityTag!));
        (second.Status, second.EntityTag == first.EntityTag).ShouldBe((HttpStatusCode.OK, false));
        (await PutAsync("conditional", Newyear, ("If-Match", first.EntityTag!))).ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        (await PutAsync("not-there", Newyear, ("If-Match", "*"))).ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        (await DeleteAsync("conditional", ("If-Match", first.EntityTag!))).ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        (await DeleteAsync("conditional", ("If-Match", second.EntityTag!))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await app.GetAsync("schedules/conditional")).ShouldBeProblem(HttpStatusCode.NotFound, "scheduleNotFound");
        (await DeleteAsync("conditional")).ShouldBeProblem(HttpStatusCode.NotFound, "scheduleNotFound");
    }

    [Fact]
    public async Task Put_Faults_AreAllToldByPlace()
    {
        var answer = await PutAsync("faulty", "\"expression\": \"0 25 * * *\", \"timeZone\": \"Mars\", \"overlap\": \"never\"", request: """{"space": {"name": "x"}, "budgets": {}}""");

        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest")
            .GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(
                ["/expression", "/timeZone", "/overlap", "/request/space/name", "/request/dataset", "/request/objectives", "/request/budgets"]);
        (await app.GetAsync("schedules/faulty")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("No")]
    [InlineData("a--b")]
    [InlineData("a234567890123456789012345678901234567890123")]
    public async Task Put_IdThatCannotBe_IsRefused(string id) =>
        (await PutAsync(id, Newyear)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");

    [Fact]
    public async Task List_SmallPages_GivesEachOnceAndBrokenOnesByTheirFault()
    {
        foreach (var id in new[] { "page-a", "page-b", "page-d" })
        {
            await PutAsync(id, Newyear);
        }

        var blobs = app.Blobs.GetBlobContainerClient("schedules");
        await blobs.GetBlobClient("page-c.json").UploadAsync(BinaryData.FromString("{"), overwrite: true);
        List<string> ids = [], unreadable = [];
        for (string? next = "schedules?maxpagesize=2"; next is not null;)
        {
            var page = (await app.GetAsync(next)).Json;
            ids.AddRange(page.GetProperty("value").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            unreadable.AddRange(page.TryGetProperty("unreadable", out var some) ? some.EnumerateArray().Select(item => item.GetString()!) : []);
            next = page.TryGetProperty("nextLink", out var link) ? link.GetString() : null;
        }

        ids.Where(id => id.StartsWith("page-", StringComparison.Ordinal)).ShouldBe(["page-a", "page-b", "page-d"]);
        unreadable.ShouldHaveSingleItem().ShouldContain("schedules/page-c.json");
        (await app.GetAsync("schedules/page-c")).ShouldBeProblem(HttpStatusCode.InternalServerError, "documentBroken");
        (await PutAsync("page-c", Newyear)).Status.ShouldBe(HttpStatusCode.OK, "which mends it");
    }

    [Fact]
    public async Task Due_EverySecond_StartsOneThatHoldsTheOthersUp()
    {
        await PutAsync("every-second", "\"expression\": \"* * * * * *\"");

        var start = await PartAsync("every-second", "lastStart");
        var id = (string)start["searchId"]!;
        var skip = await PartAsync("every-second", "lastSkip");
        ((string)skip["reason"]!).ShouldContain($"Search {id}");
        await Eventually.HoldsAsync("it runs", () => app.IsEvaluatingAsync($"searches/{id}"));
        var search = (await app.GetAsync($"searches/{id}")).Json;
        search.GetProperty("schedule").GetProperty("id").GetString().ShouldBe("every-second");
        search.GetProperty("schedule").GetProperty("dueAt").GetDateTimeOffset().ShouldBe((DateTimeOffset)start["dueAt"]!);

        (await DeleteAsync("every-second")).Status.ShouldBe(HttpStatusCode.NoContent);
        await app.PostAsync($"searches/{id}:cancel");
    }

    [Fact]
    public async Task Due_CancelPrevious_EndsEachSearchForTheNext()
    {
        await PutAsync("replacing", "\"expression\": \"*/5 * * * * *\", \"overlap\": \"cancel-previous\"");
        var first = await PartAsync("replacing", "lastStart");
        var firstId = (string)first["searchId"]!;

        await Eventually.HoldsAsync(
            "the first is cancelled", async () => (await app.GetAsync($"searches/{firstId}")).Json.GetProperty("state").GetString() == "Cancelled");

        await DeleteAsync("replacing");
        await CancelAllOfAsync("replacing");
    }

    [Fact]
    public async Task Due_Queue_WaitsUntilThePreviousHasEnded()
    {
        await PutAsync("waiting", "\"expression\": \"*/2 * * * * *\", \"overlap\": \"queue\"");
        var first = (string)(await PartAsync("waiting", "lastStart"))["searchId"]!;
        await PartAsync("waiting", "waitingDueAt");
        (await app.GetAsync("schedules/waiting")).Json.GetProperty("lastStart").GetProperty("searchId").GetString().ShouldBe(first);
        // So that no later due time takes its place.
        await PutAsync("waiting", $"{Newyear}, \"overlap\": \"queue\"");

        await app.PostAsync($"searches/{first}:cancel");

        await Eventually.HoldsAsync(
            "the next one is started", async () => (string)(await PartAsync("waiting", "lastStart"))["searchId"]! != first);
        ((string)(await PartAsync("waiting", "lastStart"))["reason"]!).ShouldBe($"The schedule waited for search {first} to end.");
        await DeleteAsync("waiting");
        await CancelAllOfAsync("waiting");
    }

    [Fact]
    public async Task Due_TimerFiresManyTimes_StartsOneSearch()
    {
        var dueAt = DateTimeOffset.UtcNow.AddSeconds(5);
        var expression = FormattableString.Invariant($"{dueAt.Second} {dueAt.Minute} {dueAt.Hour} {dueAt.Day} {dueAt.Month} *");
        await PutAsync("hammered", $"\"expression\": \"{expression}\"");

        // The answers come before the runs have ended: without pauses they would pile up by the hundred.
        while (DateTimeOffset.UtcNow < dueAt.AddSeconds(2))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FireAsync()));
            await Task.Delay(TimeSpan.FromSeconds(0.5));
        }

        var id = (string)(await PartAsync("hammered", "lastStart"))["searchId"]!;
        (await app.GetAsync("schedules/hammered")).Json.GetProperty("history").GetArrayLength().ShouldBe(1);
        (await SearchesOfAsync("hammered")).ShouldBe([id]);
        await DeleteAsync("hammered");
        await app.PostAsync($"searches/{id}:cancel");
    }

    [Fact]
    public async Task Due_OutsideItsWindow_IsPausedUntilTheWindowIsTakenAway()
    {
        // Opens an hour from now, and closes an hour later.
        var (from, to) = (DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(2));
        await PutAsync("outside", FormattableString.Invariant($"\"expression\": \"* * * * * *\", \"pauseOutside\": {{\"from\": \"{from:HH:mm}\", \"to\": \"{to:HH:mm}\"}}"));
        var start = await PartAsync("outside", "lastStart");
        var id = (string)start["searchId"]!;

        await StateBecomesAsync(id, "Paused");
        var search = (await app.GetAsync($"searches/{id}")).Json;
        var resumes = search.GetProperty("resumesAt").GetDateTimeOffset();
        (resumes - from).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        search.GetProperty("budget").GetProperty("trainingsReserved").GetInt32().ShouldBe(0, "nothing was begun");

        await PutAsync("outside", Newyear);
        await StateBecomesAsync(id, "Running");
        (await app.GetAsync($"searches/{id}")).Json.TryGetProperty("resumesAt", out _).ShouldBeFalse();

        await DeleteAsync("outside");
        await app.PostAsync($"searches/{id}:cancel");
    }

    /// <summary>A part of a schedule, once it is there.</summary>
    Task<JsonNode> PartAsync(string schedule, string part) => Eventually.GetAsync(
        $"{schedule} has {part}", async () => JsonNode.Parse((await app.GetAsync($"schedules/{schedule}")).Body)![part]);

    Task StateBecomesAsync(string id, string state) => Eventually.HoldsAsync(
        $"{id} is {state}", async () => (await app.GetAsync($"searches/{id}")).Json.GetProperty("state").GetString() == state);

    async Task CancelAllOfAsync(string schedule)
    {
        foreach (var id in await SearchesOfAsync(schedule))
        {
            await app.PostAsync($"searches/{id}:cancel");
        }
    }

    async Task<IReadOnlyList<string>> SearchesOfAsync(string schedule)
    {
        var searches = (await app.GetAsync("searches?maxpagesize=200")).Json.GetProperty("value").EnumerateArray();
        var ids = searches.Select(search => search.GetProperty("id").GetString()!);
        return [.. ids.Where(id => id.StartsWith(schedule + "-2", StringComparison.Ordinal))];
    }

    /// <summary>Runs the timer's function once more, besides the timer.</summary>
    async Task FireAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/admin/functions/RunSchedules", UriKind.Relative))
        {
            Content = new StringContent("""{"input": ""}""", MediaTypeHeaderValue.Parse("application/json")),
        };
        (await app.SendAsync(request, ("x-functions-key", FunctionsApp.MasterKey))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    Task<HttpAnswer> PutAsync(string id, string fields, params (string Name, string Value)[] headers) => PutAsync(id, fields, FunctionsApp.Request(400), headers);

    async Task<HttpAnswer> PutAsync(string id, string fields, string request, params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(HttpMethod.Put, new Uri($"schedules/{id}", UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{ {{fields}}, "request": {{request}} }""")),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await app.SendAsync(message, headers);
    }

    async Task<HttpAnswer> DeleteAsync(string id, params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(HttpMethod.Delete, new Uri($"schedules/{id}", UriKind.Relative));
        return await app.SendAsync(message, headers);
    }
}
