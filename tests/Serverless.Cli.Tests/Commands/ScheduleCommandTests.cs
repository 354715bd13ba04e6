using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Schedules;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class ScheduleCommandTests
{
    static readonly DateTimeOffset Due = new(2026, 11, 22, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Set_AllOptions_SendsThemAroundTheFileAsItIs()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "request.json");
        await File.WriteAllTextAsync(file, "{ \"seed\": 1e2, \"unknown\": true }");
        using var platform = new FakePlatform().Answer("PUT /api/schedules/nightly", 201, Answer.Json(Schedule()));

        var run = await CliRun.OfAsync(
            platform, "schedule", "set", "nightly", file, "--cron", "0 22 * * *", "--time-zone", "Europe/Berlin", "--device", "board",
            "--overlap", "queue", "--pause-outside", "22:00-06:00");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.ShouldHaveSingleItem().Body.ShouldBe(
            """
            {"expression":"0 22 * * *","timeZone":"Europe/Berlin","device":"board","overlap":"queue","pauseOutside":{"from":"22:00","to":"06:00"},"request":{ "seed": 1e2, "unknown": true }}
            """);
        run.Out.ShouldContain("next due                  2026-11-24T22:00:00Z");
    }

    [Fact]
    public async Task Set_FaultsOfTheRequest_AreToldByTheirPlaceInIt()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "request.json");
        await File.WriteAllTextAsync(file, "{}");
        using var platform = new FakePlatform().Answer(
            "PUT /api/schedules/nightly",
            422,
            """{"title":"Not valid.","status":422,"code":"invalidRequest","errors":{"/request/budgets":["This is required."],"/timeZone":["'Mars' is none."]}}""",
            "application/problem+json");

        var run = await CliRun.OfAsync(platform, "schedule", "set", "nightly", file, "--cron", "0 22 * * *", "--time-zone", "Mars");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("/request/budgets: This is required.");
        run.Error.ShouldContain("/timeZone: 'Mars' is none.");
    }

    [Fact]
    public async Task Set_FileThatIsNotJson_IsNotSent()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "request.json");
        await File.WriteAllTextAsync(file, "{ \"seed\": }");
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, "schedule", "set", "nightly", file, "--cron", "0 22 * * *");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain($"{file} is not JSON");
        platform.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--cron")]
    [InlineData("--pause-outside")]
    public async Task Set_OptionMissingOrMalformed_IsAMistakeOfTheCommandLine(string option)
    {
        using var platform = new FakePlatform();
        string[] rest = option == "--cron" ? [] : ["--cron", "0 22 * * *", option, "22:00"];

        var run = await CliRun.OfAsync(platform, ["schedule", "set", "nightly", "request.json", .. rest]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(option);
    }

    [Fact]
    public async Task List_Table_TellsWhatIsNextAndWhatWasLate()
    {
        using var platform = new FakePlatform().Answer(
            "GET /api/schedules", 200, $$"""{"value":[{{Answer.Json(Schedule())}}],"unreadable":["Blob 'schedules/x.json' is broken."]}""");

        var run = await CliRun.OfAsync(platform, "schedule", "list");

        var lines = run.Out.Split('\n');
        lines[0].ShouldBe("id       expression  time zone      next due              last search               late s  last skipped          because");
        lines[1].ShouldStartWith(
            "nightly  0 22 * * *  Europe/Berlin  2026-11-24T22:00:00Z  nightly-20261122t220000z   18000  2026-11-23T22:00:00Z  Search nightly-");
        run.Error.ShouldContain("Skipped: Blob 'schedules/x.json' is broken.");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task List_OtherFormats_HaveTheSchedule(string format)
    {
        using var platform = new FakePlatform().Answer("GET /api/schedules", 200, $$"""{"value":[{{Answer.Json(Schedule())}}]}""");

        var run = await CliRun.OfAsync(platform, "schedule", "list", "--output", format);

        if (format == "json")
        {
            ((string?)JsonNode.Parse(run.Out)!.AsArray().Single()!["definition"]!["pauseOutside"]!["to"]).ShouldBe("06:30");
        }
        else
        {
            run.Out.Split('\n')[1].ShouldStartWith("nightly,0 22 * * *,Europe/Berlin,2026-11-24T22:00:00Z,nightly-20261122t220000z,18000,");
        }
    }

    [Fact]
    public async Task Show_Table_TellsTheHistory()
    {
        using var platform = new FakePlatform().Answer("GET /api/schedules/nightly", 200, Answer.Json(Schedule()));

        var run = await CliRun.OfAsync(platform, "schedule", "show", "nightly");

        run.Out.ShouldContain("overlap                   cancel-previous");
        run.Out.ShouldContain("paused outside            22:00 to 06:30");
        run.Out.ShouldContain("due 2026-11-23T22:00:00Z  skipped. Search nightly-20261122t220000z still runs.");
        run.Out.ShouldContain("due 2026-11-22T22:00:00Z  search nightly-20261122t220000z, late by 5:00:00");
    }

    [Fact]
    public async Task Remove_Schedule_SaysWhatStays()
    {
        using var platform = new FakePlatform().Answer("DELETE /api/schedules/nightly", 204, "");

        var run = await CliRun.OfAsync(platform, "schedule", "delete", "nightly");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("nightly is deleted");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("delete")]
    [InlineData("remove")]
    public async Task ScheduleCommand_UnknownSchedule_IsNotFound(string verb)
    {
        using var platform = new FakePlatform();

        (await CliRun.OfAsync(platform, "schedule", verb, "nobody")).ExitCode.ShouldBe(ExitCodes.NotFound);
    }

    static ScheduleDocument Schedule()
    {
        var start = new ScheduleOutcome
        {
            DueAt = Due,
            DecidedAt = Due.AddHours(5),
            SearchId = "nightly-20261122t220000z",
            Late = true,
            LateBySeconds = 18_000,
        };
        var skip = new ScheduleOutcome { DueAt = Due.AddDays(1), DecidedAt = Due.AddDays(1), Reason = "Search nightly-20261122t220000z still runs." };
        return new ScheduleDocument
        {
            Id = "nightly",
            Definition = new ScheduleDefinition
            {
                Expression = "0 22 * * *",
                TimeZone = "Europe/Berlin",
                Overlap = OverlapPolicy.CancelPrevious,
                PauseOutside = new DailyWindow(new TimeOnly(22, 0), new TimeOnly(6, 30)),
                Request = Samples.Request(),
            },
            CreatedAt = Due.AddDays(-1),
            UpdatedAt = Due.AddDays(-1),
            DecidedUntil = Due.AddDays(1),
            NextDueAt = Due.AddDays(2),
            LastStart = start,
            LastSkip = skip,
            History = [skip, start],
        };
    }
}
