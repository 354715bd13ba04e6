using System.Globalization;
using System.Net;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(HostCollection.Name)]
public sealed class ScheduleTests(SharedPlatform shared)
{
    const int Trainings = 3;

    /// <summary>More than starts may take in <see cref="Platform"/> without being late.</summary>
    static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task DueTime_FunctionsAppKilledBeforeIt_IsStartedOnceMarkedLateAndRunsToItsEnd()
    {
        await using var platform = await shared.BeginAsync();
        var now = DateTimeOffset.UtcNow;
        var dueAt = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero).AddSeconds(20);
        await PutAsync(platform, "once", dueAt);

        await platform.Host.KillAsync();
        DateTimeOffset.UtcNow.ShouldBeLessThan(dueAt, "the app was to be away at the due time");
        await Task.Delay(dueAt + Away - DateTimeOffset.UtcNow);
        await platform.StartHostAsync();

        var searchId = "once-" + dueAt.ToString("yyyyMMdd't'HHmmss'z'", CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync("the search is started", async () => await StatusAsync(platform, $"searches/{searchId}") == HttpStatusCode.OK);
        await platform.Host.KillAsync();
        await platform.StartHostAsync();
        platform.StartWorker("worker-a");
        var search = await platform.EndOfAsync(searchId);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        search.Budget.TrainingsSpent.ShouldBe(Trainings);
        var origin = search.Schedule.ShouldNotBeNull();
        (origin.Id, origin.DueAt, origin.Late).ShouldBe(("once", dueAt, true));
        origin.LateBySeconds.ShouldBeGreaterThanOrEqualTo(Away.TotalSeconds);
        var schedule = await GetAsync(platform, "once");
        schedule.History.ShouldHaveSingleItem().ShouldBe(schedule.LastStart);
        (schedule.LastStart!.SearchId, schedule.LastStart.Late).ShouldBe((searchId, true));
        using var searches = JsonDocument.Parse(await platform.Client.GetByteArrayAsync(new Uri("searches", UriKind.Relative)));
        searches.RootElement.GetProperty("value").EnumerateArray()
            .Count(one => one.GetProperty("id").GetString()!.StartsWith("once-", StringComparison.Ordinal)).ShouldBe(1);
    }

    static async Task PutAsync(Platform platform, string id, DateTimeOffset dueAt)
    {
        var definition = new ScheduleDefinition
        {
            Expression = string.Create(CultureInfo.InvariantCulture, $"{dueAt.Second} {dueAt.Minute} {dueAt.Hour} {dueAt.Day} {dueAt.Month} *"),
            TimeZone = "UTC",
            Request = Requests.Small(Trainings),
        };
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(definition, CoreJson.Default.ScheduleDefinition));
        content.Headers.ContentType = new("application/json");
        using var response = await platform.Client.PutAsync(new Uri($"schedules/{id}", UriKind.Relative), content);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        (await GetAsync(platform, id)).NextDueAt.ShouldBe(dueAt);
    }

    static async Task<ScheduleDocument> GetAsync(Platform platform, string id) => JsonSerializer.Deserialize(
        await platform.Client.GetByteArrayAsync(new Uri($"schedules/{id}", UriKind.Relative)), CoreJson.Default.ScheduleDocument)!;

    static async Task<HttpStatusCode> StatusAsync(Platform platform, string route)
    {
        using var response = await platform.Client.GetAsync(new Uri(route, UriKind.Relative));
        return response.StatusCode;
    }
}
