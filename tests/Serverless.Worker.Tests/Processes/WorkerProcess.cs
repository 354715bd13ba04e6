using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

/// <summary>A worker as a real process.</summary>
static class WorkerProcess
{
    /// <summary>Starts a worker that logs every epoch.</summary>
    public static ChildProcess Start(string connectionString, string name, params string[] arguments) =>
        Start(connectionString, name, new Dictionary<string, string?>(), arguments);

    /// <summary>Starts a worker that logs every epoch, with more settings.</summary>
    public static ChildProcess Start(string connectionString, string name, IReadOnlyDictionary<string, string?> settings, params string[] arguments) =>
        ChildProcess.StartProject(
            "Serverless.Worker",
            ["--name", name, "--device", "cpu", .. arguments],
            Environment(connectionString).Concat(settings).ToDictionary());

    /// <summary>A worker's environment.</summary>
    public static Dictionary<string, string?> Environment(string? connectionString) => new()
    {
        ["AzureWebJobsStorage"] = connectionString,
        ["HOME"] = Path.GetTempPath(),
        ["Logging__LogLevel__Serverless"] = "Debug",
        ["OMP_WAIT_POLICY"] = "passive",
        ["SERVERLESS_WORKER_THREADS"] = "1",
    };

    /// <summary>How often a text stands in what a worker has written.</summary>
    public static int Count(this ChildProcess worker, string text) => worker.Output.Split(text).Length - 1;

    /// <summary>Waits until a worker has written a text.</summary>
    public static Task SaysAsync(this ChildProcess worker, string text) => Eventually.HoldsAsync(
        $"the worker says '{text}'",
        () => worker.HasExited && !worker.Output.Contains(text, StringComparison.Ordinal)
            ? throw new InvalidOperationException($"The worker ended with {worker.ExitCode}: {worker.Output}")
            : Task.FromResult(worker.Output.Contains(text, StringComparison.Ordinal)),
        TimeSpan.FromMinutes(3));
}
