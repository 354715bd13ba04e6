using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class DeviceRegisterCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Register_Measured_TellsHowToStartItsAgent()
    {
        using var platform = new FakePlatform().Answer("PUT /api/devices/phone", 201, """{"schemaVersion":1,"id":"phone","kind":"measured"}""");

        var run = await CliRun.OfAsync(platform, "device", "register", "phone", "--description", "A phone.");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.ShouldHaveSingleItem().Body.ShouldBe(
            """{"schemaVersion":1,"id":"phone","kind":"measured","description":"A phone.","tables":{}}""");
        run.Out.ShouldContain("phone   Measured");
        run.Error.ShouldContain("worker --device-agent phone");
    }

    [Fact]
    public async Task Register_Table_SendsWhatTheFileSays()
    {
        var file = await WriteAsync("metric,operation,value\nlatencyMs,constant,0.5\nlatencyMs,none,0\n");
        using var platform = new FakePlatform().Answer(
            "PUT /api/devices/chip", 200, """{"id":"chip","kind":"lookup","tables":{"latencyMs":{"constant":0.5,"perOperation":{"none":0}}}}""");

        var run = await CliRun.OfAsync(platform, "device", "register", "chip", "--table", file, "--replace");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.ShouldHaveSingleItem().Body.ShouldContain(
            "\"kind\":\"lookup\"");
        platform.Received.Single().Body.ShouldContain("\"tables\":{\"latencyMs\":{\"constant\":0.5,\"perOperation\":{\"none\":0}}}");
        run.Out.ShouldContain("chip    Lookup  latencyMs");
    }

    [Fact]
    public async Task Register_FaultyTable_TellsEveryLineAndSendsNothing()
    {
        var file = await WriteAsync("metric,operation,value\nlatencyMs,a,fast\npatience,b,1\n");
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, "device", "register", "chip", "--table", file);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("line 2: 'fast'");
        run.Error.ShouldContain("line 3: 'patience'");
        platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_Predicted_HasTheMeasurementsCompletedAndNamesTheSurrogate()
    {
        var file = await WriteAsync("# --space nasbench201 --channels 8 --cells 1 --shape 1x28x28x10\narchitecture,latencyMs\n|a~0|,1.5\n|b~0|,2.5\n");
        const string Entry = """
            "id":"fit-s1","kind":"device-transfer","createdAt":"2026-01-02T03:04:05Z","space":{"name":"nasbench201"},"dataset":"nb201","fidelity":"full","targets":[],"ensemble":1,"examples":2
            """;
        using var platform = new FakePlatform()
            .Answer("GET /api/devices", 200, """{"value":[]}""")
            .Answer("POST /api/surrogates", 202, $$"""{{{Entry.Trim()}},"status":"Ready"}""")
            .Answer("PUT /api/devices/board", 201, """{"id":"board","kind":"lookup","surrogate":"fit-s1","tables":{}}""");

        var run = await CliRun.OfAsync(platform, "device", "register", "board", "--predict", file, "--known", "gold_6240_ms", "--channels", "8");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        var (order, device) = (platform.Received.ElementAt(1).Body, platform.Received.Last().Body);
        order.ShouldContain("""
            "device":{"id":"board","metric":"latencyMs","measurements":[{"architecture":"|a~0|","value":1.5},{"architecture":"|b~0|","value":2.5}],"channels":8,"cellsPerStage":1}
            """.Trim());
        order.ShouldContain("\"metrics\":[\"gold_6240_ms\"]");
        order.ShouldContain("\"space\":\"nasbench201\"");
        device.ShouldContain("\"kind\":\"lookup\",\"tables\":{},\"surrogate\":\"fit-s1\"");
    }

    [Fact]
    public async Task Register_PredictedWhereItCannotBe_OrdersNoFit()
    {
        var file = await WriteAsync("# --space nasbench201 --channels 8 --cells 1 --shape 1x28x28x10\narchitecture,latencyMs\n|a~0|,1.5\n|b~0|,2.5\n");
        using var platform = new FakePlatform().Answer(
            "GET /api/devices", 200, """{"value":[{"id":"board","kind":"lookup","tables":{}},{"id":"phone","kind":"measured"}]}""");

        await RefusedAsync(ExitCodes.Usage, "--channels is 16, but the first line of the measurements says 8", "board", "--predict", file, "--channels", "16");
        await RefusedAsync(ExitCodes.Usage, "--known-rows needs --predict", "board", "--known-rows", "9");
        await RefusedAsync(ExitCodes.Usage, "--known needs --predict", "board", "--known", "gold_6240_ms");
        await RefusedAsync(ExitCodes.Usage, "--cells needs --predict", "board", "--cells", "1");
        platform.Received.ShouldBeEmpty();
        await RefusedAsync(ExitCodes.Conflict, "with --replace", "board", "--predict", file);
        await RefusedAsync(ExitCodes.Conflict, "choose another id", "phone", "--predict", file, "--replace");
        platform.Received.ShouldAllBe(request => request.Body.Length == 0);

        async Task RefusedAsync(int exitCode, string message, params string[] arguments)
        {
            var run = await CliRun.OfAsync(platform, ["device", "register", .. arguments]);
            run.ExitCode.ShouldBe(exitCode, run.Error);
            run.Error.ShouldContain(message);
        }
    }

    [Theory]
    [InlineData("architecture,ms\nx,1\n", "line 1: This must be the header")]
    [InlineData("architecture,latencyMs\nx\n", "line 2")]
    public async Task Register_FaultyMeasurements_TellsTheLineAndSendsNothing(string text, string message)
    {
        var file = await WriteAsync(text);
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, "device", "register", "board", "--predict", file);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(message);
        platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_ThereAlready_IsAConflict()
    {
        using var platform = new FakePlatform().Answer(
            "PUT /api/devices/phone", 412, """{"title":"No.","status":412,"code":"preconditionFailed"}""", "application/problem+json");

        (await CliRun.OfAsync(platform, "device", "register", "phone")).ExitCode.ShouldBe(ExitCodes.Conflict);
    }

    async Task<string> WriteAsync(string text)
    {
        var file = Path.Combine(_folder.Path, "table.csv");
        await File.WriteAllTextAsync(file, text);
        return file;
    }
}
