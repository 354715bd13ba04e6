using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class FrontExportCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakePlatform _platform = new FakePlatform()
        .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search(SearchStatus.Completed)))
        .Answer("GET /api/searches/s1/request", 200, Answer.Json(Samples.Request()))
        .Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()))
        .Answer("GET /api/searches/s1/front?format=csv", 200, "candidate,accuracy\r\nc1,90.25\r\n", "text/csv")
        .Answer("GET /api/searches/s1/evaluations", 200, $$"""{"value":[{{string.Join(',', Samples.Evaluations().Select(Answer.Json))}}]}""")
        .Answer("GET /api/searches/s1/columns?generation=0", 200, Answer.Json(EvaluationColumns.Of([], 1, "/api/searches/s1/columns?generation=1")))
        .Answer("GET /api/searches/s1/columns?generation=1", 200, Answer.Json(EvaluationColumns.Of([], 2, null)))
        .Answer("GET /api/searches/s1/history", 200, $$"""{"value":[{{string.Join(',', Samples.History().Select(Answer.Json))}}]}""");

    public void Dispose()
    {
        _platform.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Export_AllFormats_WritesThreeFilesAndAnswersTheirPaths()
    {
        var into = Path.Combine(_folder.Path, "new", "folder");

        var run = await CliRun.OfAsync(_platform, "front", "export", "s1", "--output", into);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
            [Path.Combine(into, "front.json"), Path.Combine(into, "front.csv"), Path.Combine(into, "report.html")]);
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(into, "front.json")))!["members"]!.AsArray().Count.ShouldBe(3);
        (await File.ReadAllTextAsync(Path.Combine(into, "front.csv"))).ShouldStartWith("candidate,accuracy");
        var report = await File.ReadAllTextAsync(Path.Combine(into, "report.html"));
        report.ShouldContain("</html>");
        report.ShouldContain("\"searches/s1/columns?generation=0\":");
        report.ShouldContain("\"/api/searches/s1/columns?generation=1\":");
    }

    [Fact]
    public async Task Export_Choice_WritesThoseMembersOnly()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()))
            .Answer("GET /api/searches/s1/front?format=csv", 200, "candidate,accuracy\r\nc1,90\r\nc2,85\r\nc3,80\r\n", "text/csv")
            .Answer("GET /api/searches/s1/candidates/c2/model?format=onnx", 200, "network", "application/octet-stream");

        var run = await CliRun.OfAsync(platform, "front", "export", "s1", "--by", "knee", "--format", "json", "csv", "onnx", "--output", _folder.Path);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        ((string?)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "front.json")))!["members"]!.AsArray().Single()!["candidate"]).ShouldBe("c2");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "front.csv"))).ShouldBe("candidate,accuracy\r\nc2,85\r\n");
        Directory.GetFiles(_folder.Path, "*.onnx").Select(Path.GetFileName).ShouldBe(["c2.onnx"]);
    }

    [Theory]
    [InlineData("the whole front", "--by", "knee", "--format", "html")]
    [InlineData("--candidates", "--by", "knee", "--candidates", "c1")]
    public async Task Export_ChoiceThatContradicts_IsRefused(string told, params string[] options)
    {
        var run = await CliRun.OfAsync(_platform, ["front", "export", "s1", .. options, "--output", _folder.Path]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(told);
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_WorkersReport_IsPartOfTheReport()
    {
        var report = Path.Combine(_folder.Path, "worker-7-report.json");
        await File.WriteAllTextAsync(report, """{"jobs":9,"trainingSeconds":50,"measuringSeconds":25,"testingSeconds":15,"otherSeconds":10,"idleSeconds":1,"busySeconds":100,"summary":"-"}""");

        await CliRun.OfAsync(_platform, "front", "export", "s1", "--format", "html", "--output", _folder.Path, "--worker-report", report);

        var html = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "report.html"));
        html.ShouldContain("Worker worker-7");
        html.ShouldContain("90.0 % of the busy time");
    }

    [Fact]
    public async Task Export_Networks_WritesAFileForEachCandidateAndFormat()
    {
        _platform
            .Answer("GET /api/searches/s1/candidates/c1/model?format=onnx", 200, "network", "application/octet-stream")
            .Answer("GET /api/searches/s1/candidates/c1/model?format=card", 200, "# c1", "text/markdown");

        var run = await CliRun.OfAsync(
            _platform, "front", "export", "s1", "--format", "onnx", "card", "--candidates", "c1", "--output", _folder.Path);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe([Path.Combine(_folder.Path, "c1.onnx"), Path.Combine(_folder.Path, "c1.md")]);
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "c1.onnx"))).ShouldBe("network");
    }

    [Theory]
    [InlineData("../c1")]
    [InlineData("c2")]
    public async Task Export_CandidateThatIsNone_WritesNothing(string candidate)
    {
        var run = await CliRun.OfAsync(
            _platform, "front", "export", "s1", "--format", "onnx", "--candidates", candidate, "--output", _folder.Path);

        run.ExitCode.ShouldBeOneOf(ExitCodes.Usage, ExitCodes.NotFound);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_UnknownSearch_WritesNothing()
    {
        var run = await CliRun.OfAsync(_platform, "front", "export", "s2", "--output", _folder.Path);

        run.ExitCode.ShouldBe(ExitCodes.NotFound);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_FolderIsAFile_SaysWhatToDo()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");

        var run = await CliRun.OfAsync(_platform, "front", "export", "s1", "--format", "json", "--output", file);

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Error.ShouldContain("--output DIR");
    }
}
