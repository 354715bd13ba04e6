using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serverless.Cli.Local.Processes;

/// <summary>A process with its own group and log, which ends with this process even when this process is killed.</summary>
/// <remarks>Ctrl-C in a terminal reaches this process alone, which then stops its processes in order.</remarks>
public sealed class OwnedProcess
{
    const int Terminate = 15;
    const int KillOutright = 9;

    // The process writes its log file itself: a pipe would break when this process ends, and the last lines would be lost.
    const string WithLog = "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null";

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    OwnedProcess(int id) => Id = id;

    /// <summary>Gets the process id, which is also the id of its group.</summary>
    public int Id { get; }

    /// <summary>A task that completes with the exit status when the process has ended; 128 plus the number of the signal that ended it.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts a process.</summary>
    /// <remarks>
    /// It is started on a thread of its own that waits for its end: the kernel sends the parent-death signal when the thread that started a
    /// process ends, and pool threads can end at any time.
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

    /// <summary>Asks the process and its child processes to end (SIGTERM), and kills those that have not ended in time.</summary>
    /// <returns>Whether a process had to be killed.</returns>
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

    // Child processes in its group can outlive the process.
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

/// <summary>The command line and the environment of a process to start.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Log">The file to which its output is appended.</param>
/// <param name="Home">Its home folder, which is created if necessary.</param>
public sealed record ProcessCommand(IReadOnlyList<string> Words, string Log, string Home)
{
    /// <value>Variables to add to this process's environment. Default: none.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <value>The working folder. Default: that of this process.</value>
    public string? WorkingFolder { get; init; }

    /// <value>The signal that the process receives when this process is killed. Default: <c>TERM</c>.</value>
    public string DeathSignal { get; init; } = "TERM";
}
