using System.Diagnostics;

namespace Serverless.Cli.Tests.Scripts;

/// <summary>One run of bash: how it ended and what it wrote.</summary>
sealed record BashRun(int ExitCode, string Out, string Error)
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a script text with the parts of the entry script named; <c>ROOT</c> is <paramref name="root"/>.</summary>
    public static Task<BashRun> OfPartsAsync(string root, string[] parts, string script, Dictionary<string, string>? variables = null) =>
        OfAsync(
            ["-c", $"set -euo pipefail\nROOT=\"$1\"\n{string.Concat(parts.Select(part => $". \"$2/{part}.sh\"\n"))}{script}", "bash", root, Repository.LocalScripts],
            variables);

    /// <summary>Runs bash with arguments and additions to the environment.</summary>
    public static async Task<BashRun> OfAsync(string[] arguments, Dictionary<string, string>? variables = null, string? folder = null)
    {
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new BashRun(process.ExitCode, await output, await error);
    }
}
