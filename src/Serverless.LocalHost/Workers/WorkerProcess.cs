using System.Diagnostics;

namespace Serverless.LocalHost.Workers;

/// <summary>The process of a worker.</summary>
sealed class WorkerProcess
{
    /// <summary>How long to wait for the last lines of an ended process. A child process of it can keep its pipes open.</summary>
    static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    readonly Process _process;
    readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    WorkerProcess(Process process)
    {
        _process = process;
        Id = process.Id;
    }

    /// <summary>Gets the process id.</summary>
    public int Id { get; }

    /// <summary>A task that completes with the exit code when the process has ended and its last lines are read.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts the process on a thread of its own that waits for its end.</summary>
    /// <remarks>
    /// The kernel sends a child the parent-death signal when the thread that started it ends, not the process. A pool thread can end
    /// at any time, and would end a healthy worker with it.
    /// </remarks>
    /// <param name="start">The process to start.</param>
    /// <param name="output">Called with each line that the process prints.</param>
    public static Task<WorkerProcess> StartAsync(ProcessStartInfo start, Action<string> output)
    {
        var started = new TaskCompletionSource<WorkerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Watch(start, output, started)) { IsBackground = true, Name = "Worker process" }.Start();
        return started.Task;
    }

    /// <summary>Kills the process and its child processes.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // The process has ended by itself.
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
            // A wait without a limit would also wait for the end of the pipes.
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
