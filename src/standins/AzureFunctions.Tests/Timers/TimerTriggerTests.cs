using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    readonly string _hostId = $"host{Guid.NewGuid():N}";
    readonly Recorder _seen = new();

    [Fact]
    public async Task B48_Timer_RunOnStartup_RunsOnceNotPastDue()
    {
        await using var host = await StartAsync(typeof(Startup));

        await SeenAsync(1);
        await Eventually.HoldsAsync("the run is recorded", async () => (await StatusAsync("Startup")).Last != default);

        _seen.Entries.ShouldBe(["past due False, monitored True"]);
    }

    [Fact]
    public async Task B48_Timer_OccurrenceMissedWhileDown_RunsOncePastDueAndNotAgainOnStartup()
    {
        var last = DateTime.UtcNow.Date.AddDays(-3);
        await SeedAsync("Startup", new ScheduleStatus { Last = last, Next = Noon(last), LastUpdated = last });
        await using var host = await StartAsync(typeof(Startup));

        await SeenAsync(1);
        await Eventually.HoldsAsync("the run is recorded", async () => (await StatusAsync("Startup")).Next > DateTime.UtcNow);

        _seen.Entries.ShouldBe(["past due True, monitored True"]);
    }

    [Fact]
    public async Task B48_Timer_NothingMissed_WaitsForItsTime()
    {
        var last = Noon(DateTime.UtcNow.AddDays(-1));
        await SeedAsync("Daily", new ScheduleStatus { Last = last, Next = Noon(last), LastUpdated = last });
        await using var host = await StartAsync(typeof(Daily), typeof(EverySecond));

        await SeenAsync(2);

        _seen.Entries.ShouldNotContain("daily");
    }

    [Fact]
    public async Task B48_Timer_FirstStartEver_IsNotPastDueAndIsRecorded()
    {
        await using var host = await StartAsync(typeof(Daily));

        await Eventually.HoldsAsync("the first start is recorded", async () => await ExistsAsync("Daily"));

        var status = await StatusAsync("Daily");
        status.Last.ShouldBe(default);
        status.Next.ShouldBe(Noon(status.LastUpdated));
        _seen.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task B48_Timer_ScheduleChanged_NextFollowsTheNewScheduleFromTheLastRun()
    {
        var last = DateTime.UtcNow.AddHours(-1);
        await SeedAsync("Yearly", new ScheduleStatus { Last = last, Next = last.AddMinutes(1), LastUpdated = last });
        await using var host = await StartAsync(typeof(Yearly), typeof(EverySecond));

        await SeenAsync(2);

        _seen.Entries.ShouldNotContain("yearly");
    }

    [Fact]
    public async Task B48_Timer_IntervalUnderAMinute_HasNoScheduleStatus()
    {
        await using var host = await StartAsync(typeof(EverySecond));

        await SeenAsync(2);

        _seen.Entries.ShouldAllBe(entry => entry == "monitored False");
        (await ExistsAsync("EverySecond")).ShouldBeFalse();
    }

    [Fact]
    public async Task B48_Timer_RunLongerThanItsInterval_NeverOverlaps()
    {
        await using var host = await StartAsync(typeof(Long));

        await SeenAsync(6);

        _seen.Entries.Take(6).ShouldBe(["start", "end", "start", "end", "start", "end"]);
    }

    [Fact]
    public async Task B48_Timer_FunctionThrows_GoesOn()
    {
        await using var host = await StartAsync(typeof(Throwing));

        await SeenAsync(3);
    }

    [Fact]
    public async Task B52_Timer_Disabled_DoesNotRun()
    {
        await using var host = await StartAsync([typeof(Startup), typeof(EverySecond)], "AzureWebJobs.Startup.Disabled");

        await SeenAsync(2);

        _seen.Entries.ShouldNotContain(entry => entry.StartsWith("past due", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B48_Timer_TwoHosts_OnlyOneRunsUntilItStops()
    {
        var first = await StartAsync(typeof(EverySecond));
        await SeenAsync(1);
        var second = new Recorder();
        await using var other = await StartAsync([typeof(EverySecond)], recorder: second);
        await SeenAsync(_seen.Entries.Count + 2);
        second.Entries.ShouldBeEmpty();

        await first.DisposeAsync();

        await Eventually.HoldsAsync("the second host takes over", () => Task.FromResult(second.Entries.Count > 0));
    }

    [Theory]
    [InlineData(typeof(Malformed), "The 'Malformed' function is in error: The schedule expression '0 0 0 * * 7' was not recognized")]
    public async Task Timer_MalformedSchedule_StopsTheStart(Type functions, string message)
        => (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(functions))).Message.ShouldStartWith(message);

    static DateTime Noon(DateTime after) => after.TimeOfDay < TimeSpan.FromHours(12) ? after.Date.AddHours(12) : after.Date.AddHours(36);

    Task SeenAsync(int count) => Eventually.HoldsAsync($"{count} entries", () => Task.FromResult(_seen.Entries.Count >= count));

    BlobClient Status(string function)
        => new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts").GetBlobClient($"timers/{_hostId}/{function}/status");

    async Task<ScheduleStatus> StatusAsync(string function)
        => (await Status(function).DownloadContentAsync()).Value.Content.ToObjectFromJson<ScheduleStatus>()!;

    async Task<bool> ExistsAsync(string function) => await Status(function).ExistsAsync();

    async Task SeedAsync(string function, ScheduleStatus status)
    {
        await new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts").CreateIfNotExistsAsync();
        await Status(function).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true);
    }

    Task<LocalHost> StartAsync(params Type[] functions) => StartAsync(functions, null);

    Task<LocalHost> StartAsync(Type[] functions, string? disabling = null, Recorder? recorder = null) => LocalHost.StartAsync(new LocalApp(functions)
    {
        Storage = azurite.ConnectionString,
        Settings = new() { ["AzureFunctionsWebHost:hostid"] = _hostId, [disabling ?? "unused"] = "true", ["Noon"] = "0 0 12 * * *" },
        Configure = builder => builder.Services.AddSingleton(recorder ?? _seen),
    });

    public sealed class Startup(Recorder seen)
    {
        [Function("Startup")]
        public void Run([TimerTrigger("%Noon%", RunOnStartup = true)] TimerInfo timer)
        {
            ArgumentNullException.ThrowIfNull(timer);
            seen.Add($"past due {timer.IsPastDue}, monitored {timer.ScheduleStatus is not null}");
        }
    }

    public sealed class Daily(Recorder seen)
    {
        [Function("Daily")]
        public void Run([TimerTrigger("%Noon%")] TimerInfo timer) => seen.Add(timer is null ? "none" : "daily");
    }

    public sealed class Yearly(Recorder seen)
    {
        [Function("Yearly")]
        public void Run([TimerTrigger("0 0 0 29 2 *")] TimerInfo timer) => seen.Add(timer is null ? "none" : "yearly");
    }

    public sealed class EverySecond(Recorder seen)
    {
        [Function("EverySecond")]
        public void Run([TimerTrigger("* * * * * *")] TimerInfo timer)
        {
            ArgumentNullException.ThrowIfNull(timer);
            seen.Add($"monitored {timer.ScheduleStatus is not null}");
        }
    }

    public sealed class Long(Recorder seen)
    {
        [Function("Long")]
        public async Task RunAsync([TimerTrigger("00:00:00.2")] TimerInfo timer)
        {
            ArgumentNullException.ThrowIfNull(timer);
            seen.Add("start");
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            seen.Add("end");
        }
    }

    public sealed class Throwing(Recorder seen)
    {
        [Function("Throwing")]
        public void Run([TimerTrigger("00:00:00.2")] TimerInfo timer)
        {
            seen.Add(timer is null ? "none" : "thrown");
            throw new InvalidOperationException();
        }
    }

    public static class Malformed
    {
        [Function("Malformed")]
        public static void Run([TimerTrigger("0 0 0 * * 7")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }
}
