namespace Serverless.Cli.Local.Processes;

/// <summary>
/// Pauses before a process is restarted: 1 s, doubled each time up to a minute; 1 s again after the process has run for a minute.
/// </summary>
public sealed class RestartPauses
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, which is also the running time after which a process counts as healthy.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    TimeSpan _next = Shortest;

    /// <summary>Returns the pause before the start that is due now.</summary>
    /// <param name="lived">How long the process ran.</param>
    public TimeSpan Next(TimeSpan lived)
    {
        var pause = lived < Longest ? _next : Shortest;
        _next = 2 * pause < Longest ? 2 * pause : Longest;
        return pause;
    }
}
