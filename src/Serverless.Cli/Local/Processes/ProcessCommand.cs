namespace Serverless.Cli.Local.Processes;

/// <summary>What to start, and with which surroundings.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Log">The file that its output is appended to.</param>
/// <param name="Home">Its home folder, made if need be.</param>
public sealed record ProcessCommand(IReadOnlyList<string> Words, string Log, string Home)
{
    /// <value>Additions to this process's environment. Default: none.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <value>Where it runs. Default: where this process does.</value>
    public string? WorkingFolder { get; init; }

    /// <value>The signal that it gets when this process is killed. Default: <c>TERM</c>.</value>
    public string DeathSignal { get; init; } = "TERM";
}
