using System.Globalization;

namespace Serverless.Cli.Local;

/// <summary>The locations in the working copy in which this client was built.</summary>
/// <param name="Root">The folder of the repository.</param>
public sealed record Checkout(string Root)
{
    /// <summary>The environment variable that the entry script sets to <see cref="Root"/>.</summary>
    public const string Variable = "SERVERLESS_ROOT";

    /// <value>The folder for what set-up found out about this machine, the data of <c>up</c>, and run folders.</value>
    public string State => Path.Combine(Root, ".serverless");

    /// <value>The program of the storage emulator.</value>
    public string Azurite => Path.Combine(Root, "infra", "local", "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <value>The quickstart request.</value>
    public string Quickstart => Path.Combine(Root, "examples", "quickstart.json");

    /// <summary>Finds the working copy that the environment names; null when it names none.</summary>
    /// <param name="variables">Returns an environment variable, or null.</param>
    public static Checkout? Find(Func<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables(Variable) is { Length: > 0 } root ? new Checkout(Path.GetFullPath(root)) : null;
    }

    /// <summary>Returns the working copy that the environment names.</summary>
    /// <exception cref="CliException">The environment names none.</exception>
    public static Checkout Of(CliConsole console) => Find(console.Variable) ?? throw new CliException(
        ExitCodes.Usage, $"{Variable} is not set, so the programs of the platform cannot be found.", "Start this command with the entry script: ./serverless");

    /// <summary>Returns the main assembly of a project, from the same build as this one.</summary>
    /// <exception cref="CliException">The project was not built.</exception>
    public static string Assembly(string project)
    {
        // artifacts/bin/PROJECT/CONFIGURATION/
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
        return File.Exists(path) ? path : throw new CliException(ExitCodes.Failure, $"{project} is not built: {path} does not exist", "Build it: ./serverless build");
    }

    /// <summary>Creates a folder for the logs and data of one run, named by time and process.</summary>
    public string NewRun(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Path.Combine(State, "runs", string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
    }
}
