namespace Serverless.Cli.Local.Processes;

/// <summary>Pauses before a process is started again: 1 s, doubled each time up to a minute; after a minute's life 1 s again.</summary>
public sealed class RestartPauses
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Also the life after which a process counts as having been well.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    TimeSpan _next = Shortest;

    /// <summary>The pause before the start that is due now.</summary>
    /// <param name="lived">How long the process lived.</param>
    public TimeSpan Next(TimeSpan lived)
    {
        var pause = lived < Longest ? _next : Shortest;
        _next = 2 * pause < Longest ? 2 * pause : Longest;
        return pause;
    }
}
