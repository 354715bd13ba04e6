namespace Serverless.Cli.Tests;

/// <summary>One run of the client: how it ended and what it wrote.</summary>
sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs against a platform.</summary>
    public static Task<CliRun> OfAsync(FakePlatform platform, params string[] arguments) => OfAsync([.. arguments, "--url", platform.Address], []);

    /// <summary>Runs with an environment of its own.</summary>
    public static Task<CliRun> OfAsync(string[] arguments, Dictionary<string, string> variables, CancellationToken cancellation = default) =>
        InAsync(arguments, console => console with { Variable = variables.GetValueOrDefault }, cancellation);

    /// <summary>Runs with surroundings of its own.</summary>
    public static async Task<CliRun> InAsync(string[] arguments, Func<CliConsole, CliConsole> surroundings, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CliApplication.RunAsync(arguments, surroundings(new CliConsole { Out = output, Error = error }), cancellation);
        return new CliRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
