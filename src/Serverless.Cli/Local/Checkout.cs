using System.Globalization;

namespace Serverless.Cli.Local;

/// <summary>Where things are in the working copy that this client was built in.</summary>
/// <param name="Root">The repository's folder.</param>
public sealed record Checkout(string Root)
{
    /// <summary>Set by the entry script to <see cref="Root"/>.</summary>
    public const string Variable = "SERVERLESS_ROOT";

    /// <value>What set-up found out about this machine, what <c>up</c> stores, and run folders.</value>
    public string State => Path.Combine(Root, ".serverless");

    /// <value>The storage emulator's program.</value>
    public string Azurite => Path.Combine(Root, "infra", "local", "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <value>A request to begin with.</value>
    public string Quickstart => Path.Combine(Root, "examples", "quickstart.json");

    /// <summary>The working copy that the environment names; null when it names none.</summary>
    /// <param name="variables">Gives an environment variable, or null.</param>
    public static Checkout? Find(Func<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables(Variable) is { Length: > 0 } root ? new Checkout(Path.GetFullPath(root)) : null;
    }

    /// <summary>The working copy that the environment names.</summary>
    /// <exception cref="CliException">It names none.</exception>
    public static Checkout Of(CliConsole console) => Find(console.Variable) ?? throw new CliException(
        ExitCodes.Usage, $"{Variable} is not set, so it is not known where the parts of a platform are.", "Start this command by the entry script: ./serverless");

    /// <summary>The main assembly of a project, as it was built together with this one.</summary>
    /// <exception cref="CliException">It was not built.</exception>
    public static string Assembly(string project)
    {
        // artifacts/bin/PROJECT/CONFIGURATION/
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
        return File.Exists(path) ? path : throw new CliException(ExitCodes.Failure, $"{project} is not built: there is no {path}", "Build it: ./serverless build");
    }

    /// <summary>A folder for the logs and data of one run, named by time and process.</summary>
    public string NewRun(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Path.Combine(State, "runs", string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
    }
}
