namespace Serverless.Cli.Tests;

/// <summary>One run of the client: how it ended and what it wrote.</summary>
sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs against a platform.</summary>
    public static Task<CliRun> OfAsync(FakePlatform platform, params string[] arguments) => OfAsync([.. arguments, "--url", platform.Address], []);

    /// <summary>Runs with an environment of its own.</summary>
    public static async Task<CliRun> OfAsync(string[] arguments, Dictionary<string, string> variables, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CliApplication.RunAsync(arguments, new CliConsole { Out = output, Error = error, Variable = variables.GetValueOrDefault }, cancellation);
        return new CliRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
