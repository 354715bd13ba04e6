using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Key_InFile_IsSent()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "key");
        await File.WriteAllTextAsync(file, "from-the-file\n");
        using var platform = new FakePlatform().Answer("GET /api/devices", 200, """{"value":[]}""");

        await CliRun.OfAsync(["device", "list"], new() { ["SERVERLESS_URL"] = platform.Address, ["SERVERLESS_KEY_FILE"] = file });

        platform.Received.Single().Key.ShouldBe("from-the-file");
    }

    [Fact]
    public async Task Key_InVariableAndFile_VariableCounts()
    {
        using var platform = new FakePlatform().Answer("GET /api/devices", 200, """{"value":[]}""");

        await CliRun.OfAsync(
            ["device", "list"],
            new() { ["SERVERLESS_URL"] = platform.Address, ["SERVERLESS_KEY"] = "direct", ["SERVERLESS_KEY_FILE"] = "/does/not/exist" });

        platform.Received.Single().Key.ShouldBe("direct");
    }

    [Fact]
    public async Task Key_FileIsMissing_SaysWhich()
    {
        var run = await CliRun.OfAsync(["device", "list"], new() { ["SERVERLESS_KEY_FILE"] = "/does/not/exist" });

        run.ExitCode.ShouldBe(ExitCodes.NotAllowed);
        run.Error.ShouldContain("/does/not/exist");
    }

    [Fact]
    public async Task Key_CannotBeAHeader_SaysWhereItIsFrom()
    {
        var run = await CliRun.OfAsync(["device", "list"], new() { ["SERVERLESS_KEY"] = "two\nlines" });

        run.ExitCode.ShouldBe(ExitCodes.NotAllowed);
        run.Error.ShouldContain("SERVERLESS_KEY");
        run.Error.ShouldNotContain("two");
    }

    [Fact]
    public async Task Key_AsFlag_IsNotTaken() => (await CliRun.OfAsync(["device", "list", "--key", "secret"], [])).ExitCode.ShouldBe(ExitCodes.Usage);
}
