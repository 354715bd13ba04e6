using System.Diagnostics;
using Serverless.Cli.Output;

namespace Serverless.Cli.Local.Processes;

/// <summary>Long-running processes that belong together: none outlives the set, and the last one started is stopped first.</summary>
/// <param name="folder">The folder for logs (<c>NAME.log</c>) and home folders, which is created if necessary.</param>
/// <param name="messages">The writer for messages about the processes.</param>
public sealed class ProcessSet(string folder, TextWriter messages) : IAsyncDisposable
{
    const int TailLines = 30;

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    readonly List<Member> _members = [];
    readonly TaskCompletionSource<CliException> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <value>How long a process can take to end when asked to. Default: 30 s.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Returns the file with the output of a process.</summary>
    public string Log(string name) => Path.Combine(folder, name + ".log");

    /// <summary>Starts a process.</summary>
    /// <param name="name">The name of the process in messages, and of its log.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="environment">Variables to add to this process's environment.</param>
    /// <param name="restarts">Whether the process is restarted when it ends. Otherwise its end is a failure of the whole set.</param>
    public async Task StartAsync(string name, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, bool restarts = false)
    {
        var command = new ProcessCommand(words, Log(name), Path.Combine(folder, "home", name)) { Environment = environment };
        var member = new Member(name, command, restarts ? new RestartPauses() : null);
        member.Watching = WatchAsync(member, await OwnedProcess.StartAsync(command).ConfigureAwait(false));
        _members.Add(member);
    }

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="name">The process that is waited for.</param>
    /// <param name="limit">The maximum time to wait.</param>
    /// <param name="isReady">Returns whether the condition holds.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="CliException">It took too long, or a process ended that should still run.</exception>
    public Task WaitForAsync(string name, TimeSpan limit, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellation) =>
        DuringAsync(
            async token =>
            {
                for (var clock = Stopwatch.StartNew(); !await isReady(token).ConfigureAwait(false); await Task.Delay(Interval, token).ConfigureAwait(false))
                {
                    if (clock.Elapsed >= limit)
                    {
                        throw Failure(name, $"{name} did not respond in time.");
                    }
                }

                return true;
            },
            cancellation);

    /// <summary>Does work that needs the processes.</summary>
    /// <exception cref="CliException">A process ended that should still run; the work was cancelled.</exception>
    public async Task<T> DuringAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var working = work(either.Token);
        await Task.WhenAny(working, _failure.Task).ConfigureAwait(false);
        var wasCutShort = !working.IsCompleted;
        if (wasCutShort)
        {
            await either.CancelAsync().ConfigureAwait(false);
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // When a process has ended, work that failed most likely failed because of it.
        return wasCutShort || (!working.IsCompletedSuccessfully && _failure.Task.IsCompleted)
            ? throw await _failure.Task.ConfigureAwait(false)
            : await working.ConfigureAwait(false);
    }

    /// <summary>Stops one process before the others.</summary>
    public async Task StopAsync(string name)
    {
        foreach (var member in _members.Where(member => member.Name == name).ToList())
        {
            _members.Remove(member);
            await StopAsync(member).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Enumerable.Reverse(_members).ToList())
        {
            await StopAsync(member).ConfigureAwait(false);
        }

        _members.Clear();
    }

    static async Task StopAsync(Member member)
    {
        await member.Stop.CancelAsync().ConfigureAwait(false);
        await member.Watching.ConfigureAwait(false);
        member.Stop.Dispose();
    }

    // Only this method stops or restarts the process, so that the two cannot interfere.
    async Task WatchAsync(Member member, OwnedProcess process)
    {
        var stop = member.Stop.Token;
        for (var lived = Stopwatch.StartNew(); ; lived.Restart())
        {
            try
            {
                await process.Exited.WaitAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await EndAsync(member, process).ConfigureAwait(false);
                return;
            }

            // Its child processes may still run.
            await EndAsync(member, process).ConfigureAwait(false);
            var ended = $"{member.Name} ended with exit status {await process.Exited.ConfigureAwait(false)}";
            if (member.Pauses is null)
            {
                _failure.TrySetResult(Failure(member.Name, $"{ended}."));
                return;
            }

            var pause = member.Pauses.Next(lived.Elapsed);
            messages.Say($"{ended}; it restarts in {pause.TotalSeconds:0} s. Its output: {Log(member.Name)}");
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            process = await OwnedProcess.StartAsync(member.Command).ConfigureAwait(false);
        }
    }

    async Task EndAsync(Member member, OwnedProcess process)
    {
        if (await process.StopAsync(StopGrace).ConfigureAwait(false))
        {
            messages.Say($"{member.Name} did not stop within {StopGrace.TotalSeconds:0} s and was killed.");
        }
    }

    CliException Failure(string name, string what)
    {
        foreach (var line in LogFile.Tail(Log(name), TailLines))
        {
            messages.WriteLine(PlainText.Of(line));
        }

        return new CliException(ExitCodes.Failure, what, $"Full output: {Log(name)}");
    }

    sealed record Member(string Name, ProcessCommand Command, RestartPauses? Pauses)
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task Watching { get; set; } = Task.CompletedTask;
    }
}
