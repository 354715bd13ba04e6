using System.Diagnostics;

namespace Serverless.LocalHost.Workers;

/// <summary>A worker's process.</summary>
sealed class WorkerProcess
{
    readonly Process _process;
    readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    WorkerProcess(Process process) => _process = process;

    /// <summary>The operating system's process id.</summary>
    public int Id => _process.Id;

    /// <summary>The exit code, when the process has ended.</summary>
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
        WorkerProcess worker;
        try
        {
            var process = new Process { StartInfo = start };
            process.OutputDataReceived += (_, line) => Tell(line.Data);
            process.ErrorDataReceived += (_, line) => Tell(line.Data);
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
        while (!worker._process.WaitForExit(Timeout.Infinite))
        {
            // Never: an endless wait ends only with the process.
        }

        worker._exited.SetResult(worker._process.ExitCode);

        void Tell(string? line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                output(line);
            }
        }
    }
}
