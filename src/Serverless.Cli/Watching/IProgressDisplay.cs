namespace Serverless.Cli.Watching;

/// <summary>Shows progress while something is watched.</summary>
public interface IProgressDisplay
{
    /// <summary>Runs <paramref name="watch"/>, which hands over what to show: how far it is, and notes in words.</summary>
    Task<WatchedSearch> DuringAsync(Func<IProgressSink, Task<WatchedSearch>> watch);
}
