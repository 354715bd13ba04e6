namespace Serverless.Worker.Tests;

/// <summary>The worker's command line.</summary>
public sealed class WorkerCommandTests
{
    [Theory]
    [InlineData("--threads", "many")]
    [InlineData("--threads", "99999999999")]
    [InlineData("--threads")]
    [InlineData("--jobs", "many")]
    [InlineData("--jobs", "2", "--threads", "none")]
    [InlineData("--lease-seconds", "NaN")]
    [InlineData("--checkpoint-seconds", "0")]
    [InlineData("--checkpoint-seconds", "3601")]
    [InlineData("--poll-interval", "")]
    [InlineData("--exit-when-idle", "-1")]
    [InlineData("--exit-when-idle", "3601")]
    [InlineData("--exit-when-idle", "0.5")]
    [InlineData("--measures", "Two Words")]
    [InlineData("--device")]
    [InlineData("@options")]
    [InlineData("measure")]
    [InlineData("measure", "--repeats", "x")]
    [InlineData("measure", "--time-limit", "")]
    [InlineData("measure", "--architecture")]
    [InlineData("measure", "--shape", "1x2")]
    [InlineData("measure", "")]
    [InlineData("measure", "/no/such/file")]
    public async Task Invoke_OptionThatMakesNoSense_SaysSoAndDoesNotWork(params string[] arguments)
    {
        var status = await WorkerCommand.InvokeAsync(
            arguments, (_, _) => throw new InvalidOperationException("It must not work."), () => throw new InvalidOperationException("It must not check."));

        status.ShouldBe(ExitCodes.BadOptions);
    }

    [Fact]
    public async Task Invoke_NameThatBeginsWithAt_IsTakenAsItIs()
    {
        string? name = null;

        await WorkerCommand.InvokeAsync(["--name", "@me"], (options, _) => Task.FromResult((name = options.Name).Length), () => 0);

        name.ShouldBe("@me");
    }
}
