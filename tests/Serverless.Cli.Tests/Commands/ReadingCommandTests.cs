using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Evaluations;

namespace Serverless.Cli.Tests.Commands;

public sealed class ReadingCommandTests
{
    [Fact]
    public async Task SearchList_MoreThanTheLimit_SaysSoOnStderr()
    {
        var item = Answer.Json(Samples.Search());
        using var platform = new FakePlatform().Answer("GET /api/searches", 200, $$"""{"value":[{{item}},{{item}},{{item}}]}""");

        var run = await CliRun.OfAsync(platform, "search", "list", "--limit", "2");

        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        run.Error.ShouldContain("--all");
    }

    [Fact]
    public async Task SearchList_NarrowTerminal_KeepsIdAndStateAndDropsNumbersFirst()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches", 200, $$"""{"value":[{{Answer.Json(Samples.Search())}}]}""");

        var run = await CliRun.InAsync(["search", "list", "--url", platform.Address], console => console with { OutWidth = 40 });

        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.Length <= 40);
        run.Out.ShouldContain("s0123456789abcdef");
        run.Out.ShouldContain("Running");
        run.Out.ShouldNotContain("hypervolume");
    }

    [Fact]
    public async Task SearchList_State_IsAskedFor()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches?state=Failed", 200, """{"value":[]}""");

        var run = await CliRun.OfAsync(platform, "search", "list", "--state", "failed");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
    }

    [Fact]
    public async Task SearchList_Json_IsAnArray()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches", 200, $$"""{"value":[{{Answer.Json(Samples.Search())}}]}""");

        var run = await CliRun.OfAsync(platform, "search", "list", "--output", "json");

        ((string?)JsonNode.Parse(run.Out)!.AsArray().Single()!["id"]).ShouldBe("s0123456789abcdef");
    }

    [Fact]
    public async Task SearchShow_ExitStatusWhileRunning_IsStillRunning()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search()));

        var run = await CliRun.OfAsync(platform, "search", "show", "s1", "--exit-status");

        run.ExitCode.ShouldBe(ExitCodes.StillRunning);
        run.Out.ShouldContain("trainings           5 of 20");
        run.Out.ShouldContain("accuracy 50.00 %, latency 5.0000 ms");
    }

    [Theory]
    [InlineData("pause", "resume s1")]
    [InlineData("resume", "show s1")]
    public async Task SearchPaceCommand_Accepted_SaysWhatIsNext(string verb, string next)
    {
        using var platform = new FakePlatform().Answer($"POST /api/searches/s1:{verb}", 202, Answer.Json(Samples.Search()));

        var run = await CliRun.OfAsync(platform, "search", verb, "s1");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("serverless search " + next);
        platform.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SearchCancel_EndedSearch_IsAConflict()
    {
        using var platform = new FakePlatform().Answer(
            "POST /api/searches/s1:cancel", 409, """{"title":"Ended","status":409,"code":"searchEnded","detail":"Search s1 has ended."}""", "application/problem+json");

        var run = await CliRun.OfAsync(platform, "search", "cancel", "s1");

        run.ExitCode.ShouldBe(ExitCodes.Conflict);
        run.Error.ShouldContain("Search s1 has ended.");
    }

    [Fact]
    public async Task FrontShow_NothingFinished_SaysWhyOnStderr()
    {
        var outcomes = new OutcomeCounts { Failed = 2, Failures = [new FailureReason("This worker lacks the dataset.", 2)] };
        using var platform = new FakePlatform().Answer(
            "GET /api/searches/s1/front", 200, Answer.Json(Samples.Front() with { Members = [], Outcomes = outcomes }));

        var run = await CliRun.OfAsync(platform, "front", "show", "s1");

        run.Error.ShouldContain("No candidate completed: 2 failed. Most frequent reason: 2 × This worker lacks the dataset.");
    }

    [Fact]
    public async Task FrontShow_Table_PutsObjectivesFirst()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()));

        var run = await CliRun.OfAsync(platform, "front", "show", "s1");

        var lines = run.Out.Split('\n');
        lines[0].ShouldStartWith("accuracy %  latency ms  test accuracy %  parameters  architecture");
        lines[1].ShouldStartWith("     90.25      0.5000            89.75      12,345  |nor_conv_3x3~0|+|");
    }

    [Fact]
    public async Task FrontShow_MeasuredLatencies_HaveTheirSpreadBesideThem()
    {
        var front = Samples.Front();
        var member = front.Members[0] with { Metrics = new Dictionary<string, double> { ["latencySpreadMs@local-cpu"] = 0.0125 } };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1/front", 200, Answer.Json(front with { Members = [member] }));

        var run = await CliRun.OfAsync(platform, "front", "show", "s1");

        var lines = run.Out.Split('\n');
        lines[0].ShouldStartWith("accuracy %  latency ms  latency spread ms  architecture");
        lines[1].ShouldStartWith("     90.25      0.5000             0.0125  |nor_conv_3x3~0|+|");
    }

    [Fact]
    public async Task FrontShow_Csv_IsWhatExportWrites()
    {
        const string Csv = "candidate,accuracy [%]\r\nc1,90.25000000000001\r\n";
        using var platform = new FakePlatform().Answer("GET /api/searches/s1/front?format=csv", 200, Csv, "text/csv");

        var run = await CliRun.OfAsync(platform, "front", "show", "s1", "--output", "csv");

        run.Out.ShouldBe(Csv.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task FrontShow_Table_SaysBelowWhatToNotice()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()));

        var run = await CliRun.OfAsync(platform, "front", "show", "s1");

        run.Error.ShouldStartWith("The highest accuracy, 90.25 %, comes with latency 0.5000 ms; the lowest latency, 0.0625 ms, with accuracy 80.50 %; one more lies between.");
        run.Error.ShouldContain("Hypervolume 187.50, reference point accuracy 50.00 %, latency 5.0000 ms.");
    }

    [Fact]
    public async Task FrontShow_ValuesThatDifferLittle_AreToldApart()
    {
        var front = Samples.Front();
        var close = front with
        {
            Members =
            [
                Close(front.Members[0], 90.00034, 3.22e-5), Close(front.Members[1], 90.00012, 3.21e-5),
            ],
        };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1/front", 200, Answer.Json(close));

        var run = await CliRun.OfAsync(platform, "front", "show", "s1");

        run.Out.ShouldContain("90.0003");
        run.Out.ShouldContain("90.0001");
        run.Out.ShouldContain("3.22E-5");
        run.Out.ShouldContain("3.21E-5");

        static Core.Fronts.FrontMember Close(Core.Fronts.FrontMember member, double accuracy, double latency) =>
            member with { Objectives = new Dictionary<string, double> { ["accuracy"] = accuracy, [Samples.Latency] = latency } };
    }

    [Fact]
    public async Task SearchShow_Csv_HasEveryDigit()
    {
        var search = Samples.Search() with { Hypervolume = 12345.678901, ReferencePoint = new Dictionary<string, double> { ["accuracy"] = 49.99999999 } };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(search));

        var run = await CliRun.OfAsync(platform, "search", "show", "s1", "--output", "csv");

        run.Out.ShouldContain("hypervolume,12345.678901\n");
        run.Out.ShouldContain("reference point,accuracy 49.99999999 %\n");
    }

    [Fact]
    public async Task SearchShow_InferredReferencePoint_IsSaidToBe()
    {
        var search = Samples.Search() with { ReferencePointOrigin = new Core.Fronts.ReferencePointOrigin([Samples.Latency], Generation: 0, Evaluations: 2) };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(search));

        var run = await CliRun.OfAsync(platform, "search", "show", "s1");

        run.Out.ShouldContain("latency inferred from 2 evaluations of generation 1: the worst value plus a tenth of the range");
    }

    [Fact]
    public async Task SearchList_NameThatASpreadsheetWouldRun_IsATextInCsvAndItselfInJson()
    {
        const string Name = "=cmd|'/C calc'!A0";
        using var platform = new FakePlatform().Answer("GET /api/searches", 200, $$"""{"value":[{{Answer.Json(Samples.Search(name: Name))}}]}""");

        (await CliRun.OfAsync(platform, "search", "list", "--output", "csv")).Out.ShouldContain($",'{Name},");
        (await CliRun.OfAsync(platform, "search", "list", "--output", "json")).Out.ShouldContain($"\"{Name}\"");
    }

    [Fact]
    public async Task CandidateShow_KnownCandidate_TellsMetricsAndProvenance()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1/evaluations", 200, Evaluations());

        var run = await CliRun.OfAsync(platform, "candidate", "show", "s1", "c2");

        run.Out.ShouldContain("latency ms    0.1250 (measured on local-cpu)");
        run.Out.ShouldContain("training s    16.0");
    }

    [Fact]
    public async Task CandidateShow_UnknownCandidate_IsNotFound()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1/evaluations", 200, Evaluations());

        var run = await CliRun.OfAsync(platform, "candidate", "show", "s1", "c99");

        run.ExitCode.ShouldBe(ExitCodes.NotFound);
        run.Error.ShouldContain("c99");
        run.Error.ShouldContain("serverless front show s1");
    }

    [Fact]
    public async Task DeviceList_Table_NamesEachDevice()
    {
        using var platform = new FakePlatform().Answer(
            "GET /api/devices", 200, $$"""{"value":[{{Answer.Json(Core.Devices.DeviceDefinition.LocalCpu)}}]}""");

        (await CliRun.OfAsync(platform, "device", "list")).Out.ShouldContain("local-cpu  Measured");
    }

    [Fact]
    public async Task Doctor_PlatformHealthyButNoKey_IsNotOk()
    {
        using var platform = new FakePlatform().Answer("GET /api/health", 200, """{"status":"healthy"}""").Answer("GET /api/devices", 401, "");

        var run = await CliRun.OfAsync(platform, "doctor");

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Out.ShouldContain("health        ok");
        run.Out.ShouldContain("key accepted  NOT OK");
    }

    static string Evaluations() => $$"""{"value":[{{string.Join(',', Samples.Evaluations().Select(Answer.Json))}}]}""";
}
