using System.Diagnostics;

namespace Serverless.LocalHost.Workers;

/// <summary>A worker's process.</summary>
sealed class WorkerProcess
{
    /// <summary>What the last lines of an ended process have to be read. A process that it started may hold its pipes open.</summary>
    static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    readonly Process _process;
    readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    WorkerProcess(Process process)
    {
        _process = process;
        Id = process.Id;
    }

    /// <summary>The operating system's process id.</summary>
    public int Id { get; }

    /// <summary>The exit code, when the process has ended and its last lines are read.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts the process on a thread of its own that waits for its end.</summary>
    /// <remarks>
    /// The kernel sends a child the parent-death signal when the thread that started it ends, not the process. A pool thread may end
    /// at any time, and would take a healthy worker with it.
    /// </remarks>
    /// <param name="start">What to start.</param>
    /// <param name="output">Takes what the process prints, line by line.</param>
    public static Task<WorkerProcess> StartAsync(ProcessStartInfo start, Action<string> output)
    {
        var started = new TaskCompletionSource<WorkerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Watch(start, output, started)) { IsBackground = true, Name = "Worker process" }.Start();
        return started.Task;
    }

    /// <summary>Ends the process and what it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    static void Watch(ProcessStartInfo start, Action<string> output, TaskCompletionSource<WorkerProcess> started)
    {
        using var process = new Process { StartInfo = start };
        var ends = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        process.OutputDataReceived += (_, line) => Tell(line.Data, ends[0]);
        process.ErrorDataReceived += (_, line) => Tell(line.Data, ends[1]);
        WorkerProcess worker;
        try
        {
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            worker = new WorkerProcess(process);
        }
        catch (Exception refused)
        {
            started.SetException(refused);
            return;
        }

        started.SetResult(worker);
        while (!process.WaitForExit(int.MaxValue))
        {
            // An endless wait would wait for the end of the pipes too.
        }

        Task.WaitAll([.. ends.Select(end => end.Task)], OutputGrace);
        worker._exited.SetResult(process.ExitCode);

        void Tell(string? line, TaskCompletionSource end)
        {
            if (line is null)
            {
                end.TrySetResult();
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                output(line);
            }
        }
    }
}
