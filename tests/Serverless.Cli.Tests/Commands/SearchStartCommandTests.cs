using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Searches;
using Serverless.Core.Validation;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class SearchStartCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakePlatform _platform = new FakePlatform().Answer("POST /api/searches", 202, Answer.Json(Samples.Search(SearchStatus.Pending)));

    public void Dispose()
    {
        _platform.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Start_File_IsSentAsWrittenAndTheAnswerIsTheId()
    {
        var file = Write("{ \"name\" :  \"as written\" }");

        var run = await CliRun.OfAsync(_platform, "search", "start", file);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldBe("s0123456789abcdef\n");
        var request = _platform.Received.Single();
        request.Body.ShouldBe("{ \"name\" :  \"as written\" }");
        request.IdempotencyKey.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Start_AnswerWithWarnings_TellsThemOnStderr()
    {
        var search = Samples.Search(SearchStatus.Pending) with { Warnings = [new FieldError("/objectives/0/threshold", "No accuracy is better than 150.")] };
        using var platform = new FakePlatform().Answer("POST /api/searches", 202, Answer.Json(search));

        var run = await CliRun.OfAsync(platform, "search", "start", Write("{}"));

        run.Out.ShouldBe("s0123456789abcdef\n");
        run.Error.ShouldBe("Warning: /objectives/0/threshold: No accuracy is better than 150.\n");
    }

    [Fact]
    public async Task Start_NameAndSeed_TakeTheFilesPlace()
    {
        var file = Write("""{"name":"old","seed":1,"space":{"name":"nasbench201"}}""");

        await CliRun.OfAsync(_platform, "search", "start", file, "--name", "new", "--seed", "7", "--idempotency-key", "k1");

        var request = _platform.Received.Single();
        var body = JsonNode.Parse(request.Body)!;
        ((string?)body["name"]).ShouldBe("new");
        ((int?)body["seed"]).ShouldBe(7);
        ((string?)body["space"]!["name"]).ShouldBe("nasbench201");
        request.IdempotencyKey.ShouldBe("k1");
    }

    [Fact]
    public async Task Start_Hyphen_ReadsStandardInput()
    {
        var run = await CliRun.InAsync(
            ["search", "start", "-", "--url", _platform.Address], console => console with { In = new MemoryStream([.. """{"name":"piped"}"""u8]) });

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        _platform.Received.Single().Body.ShouldBe("""{"name":"piped"}""");
    }

    [Fact]
    public async Task Start_EndlessFile_IsRefused()
    {
        var run = await CliRun.OfAsync(_platform, "search", "start", "/dev/zero");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("more than the 1048576 bytes");
        _platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_NoSuchFile_SendsNothing()
    {
        var run = await CliRun.OfAsync(_platform, "search", "start", Path.Combine(_folder.Path, "missing.json"));

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("missing.json");
        _platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_Watched_ShowsProgressOnStderrAndEndsAsTheSearchDoes()
    {
        _platform.Answer("GET /api/searches/s0123456789abcdef", 200, Answer.Json(Samples.Search()));
        _platform.Answer("GET /api/searches/s0123456789abcdef", 200, Answer.Json(Samples.Search(SearchStatus.Failed) with { Error = "Blob 'x' is missing." }));

        var run = await CliRun.OfAsync(_platform, "search", "start", Write("{}"), "--watch", "--interval", "0.1");

        run.ExitCode.ShouldBe(ExitCodes.SearchFailed);
        run.Out.ShouldBe("s0123456789abcdef\n");
        run.Error.ShouldContain("trainings 5/20");
        run.Error.ShouldContain("Blob 'x' is missing.");
    }

    string Write(string text)
    {
        var file = Path.Combine(_folder.Path, "request.json");
        File.WriteAllText(file, text);
        return file;
    }
}
