namespace Serverless.Cli.Tests.Commands;

public sealed class DeleteCommandTests
{
    [Theory]
    [InlineData("device", "devices")]
    [InlineData("surrogate", "surrogates")]
    public async Task Delete_Known_SaysSoAndUnknownIsNotFound(string noun, string collection)
    {
        using var platform = new FakePlatform().Answer($"DELETE /api/{collection}/mine", 204, "");

        var run = await CliRun.OfAsync(platform, noun, "delete", "mine");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Error.ShouldContain("mine is deleted");
        (await CliRun.OfAsync(platform, noun, "delete", "another")).ExitCode.ShouldBe(ExitCodes.NotFound);
    }
}
