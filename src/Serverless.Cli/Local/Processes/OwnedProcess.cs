using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serverless.Cli.Local.Processes;

/// <summary>A process with a group and a log of its own, which ends with this process even when that is killed.</summary>
/// <remarks>Ctrl-C in a terminal reaches this process alone, which then stops things in order.</remarks>
public sealed class OwnedProcess
{
    const int Terminate = 15;
    const int KillOutright = 9;

    // The log is the process's own file: a pipe would break with this process, and the last lines would be lost.
    const string WithLog = "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null";

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    OwnedProcess(int id) => Id = id;

    /// <summary>The operating system's id of the process, and of its group.</summary>
    public int Id { get; }

    /// <summary>The exit status, once the process has ended; 128 and more: the signal that ended it.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts a process.</summary>
    /// <remarks>
    /// On a thread of its own that waits for the end: the kernel sends the parent-death signal when the thread that started a process ends,
    /// and threads of the pool may end at any time.
    /// </remarks>
    /// <exception cref="System.ComponentModel.Win32Exception"><c>setsid</c> or <c>setpriv</c> (package util-linux) is missing.</exception>
    public static Task<OwnedProcess> StartAsync(ProcessCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Directory.CreateDirectory(command.Home);
        var start = new ProcessStartInfo(
            "setsid", ["setpriv", "--pdeathsig", command.DeathSignal, "sh", "-c", WithLog, "sh", command.Log, .. command.Words])
        {
            WorkingDirectory = command.WorkingFolder ?? "",
        };
        foreach (var (name, value) in command.Environment.Append(new("HOME", command.Home)))
        {
            start.Environment[name] = value;
        }

        var started = new TaskCompletionSource<OwnedProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Watch(start, started)) { IsBackground = true, Name = command.Words[0] }.Start();
        return started.Task;
    }

    /// <summary>Asks the process and all that it started to end (SIGTERM), and kills what has not ended in time.</summary>
    /// <returns>Whether something had to be killed.</returns>
    public async Task<bool> StopAsync(TimeSpan grace)
    {
        var clock = Stopwatch.StartNew();
        for (Signal(Terminate); IsAlive; await Task.Delay(Interval).ConfigureAwait(false))
        {
            if (clock.Elapsed >= grace)
            {
                Signal(KillOutright);
                await Exited.ConfigureAwait(false);
                return true;
            }
        }

        return false;
    }

    static void Watch(ProcessStartInfo start, TaskCompletionSource<OwnedProcess> started)
    {
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Exception refused)
        {
            started.SetException(refused);
            return;
        }

        var owned = new OwnedProcess(process.Id);
        started.SetResult(owned);
        process.WaitForExit();
        owned._exited.SetResult(process.ExitCode);
    }

    // What the process started may outlive it, in its group.
    bool IsAlive => !Exited.IsCompleted || Kill(-Id, 0) == 0;

    void Signal(int signal)
    {
        // In its first moments the process has no group yet.
        if (Kill(-Id, signal) != 0 && !Exited.IsCompleted)
        {
            _ = Kill(Id, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}

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
