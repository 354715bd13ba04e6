using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Serverless.Cli.Local;

/// <summary>Checks what this machine has of all that a platform on it needs. Nothing is changed.</summary>
/// <param name="checkout">The working copy that was set up.</param>
/// <param name="variables">Returns an environment variable, or null.</param>
public sealed class MachineChecks(Checkout checkout, Func<string, string?> variables)
{
    /// <summary>The variable that the entry script sets: <c>current</c> when no source file is newer than the last build.</summary>
    public const string BuildVariable = "SERVERLESS_BUILD";

    // The symbol of libstdc++ that TorchSharp needs, and the only one that depends on the version of libstdc++.
    const string WantedSymbol = "_ZSt21ios_base_library_initv";

    /// <summary>Runs the checks, and returns whether each holds, and what was found or what to do.</summary>
    public IEnumerable<(string Check, bool Holds, string Finding)> Run() =>
    [
        Finding(".NET SDK", FirstLine("dotnet", "--version"), "missing: install the .NET 10 SDK"),
        Finding("Node.js", FirstLine("node", "--version"), "missing: install Node.js 20 or later"),
        Finding("dataset-fashion-mnist", FirstLine("dpkg-query", "-W", "-f=${Version}", "dataset-fashion-mnist"), "missing: ./serverless setup"),
        Finding("libstdc++", Libstdcxx(), "too old for TorchSharp: ./serverless setup"),
        Finding("kernels", Kernels(), "not checked yet: ./serverless worker --check"),
        Finding("npm packages", File.Exists(checkout.Azurite) ? "installed" : null, "missing: ./serverless setup"),
        Finding("build", variables(BuildVariable) == "current" ? "up to date" : null, "older than the sources: ./serverless build"),
    ];

    static (string Check, bool Holds, string Finding) Finding(string check, string? found, string remedy) => (check, found is not null, found ?? remedy);

    static string? FirstLine(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.BeginErrorReadLine();
            var line = process.StandardOutput.ReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && line is { Length: > 0 } ? line : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    string? Libstdcxx()
    {
        if (RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            return "the system's";
        }

        if (!NativeLibrary.TryLoad("libstdc++.so.6", out var library) || !NativeLibrary.TryGetExport(library, WantedSymbol, out _))
        {
            return null;
        }

        var proxy = Path.Combine(checkout.State, "libstdcxx");
        return Directory.Exists(proxy) ? $"the system's, with the proxy in {proxy}" : "the system's";
    }

    // Lists the settings of all machines, if the folder was used on several.
    string? Kernels()
    {
        var folder = variables("SERVERLESS_STATE") is { Length: > 0 } state ? state : checkout.State;
        try
        {
            using var known = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "kernels.json")));
            var names = known.RootElement.GetProperty("settings").EnumerateObject().Select(setting => setting.Value.GetString()).Distinct().Order();
            return string.Join(' ', names) is { Length: > 0 } text ? text : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
