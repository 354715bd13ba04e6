namespace Serverless.Worker;

/// <summary>Options of a worker.</summary>
public sealed record WorkerOptions
{
    /// <value>The name in results and logs. Default: the name of the machine and the process id.</value>
    public string Name { get; init; } = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}");

    /// <value>The number of threads for training, shared by concurrent jobs; at least <see cref="Jobs"/>. Default: all processors.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <value>The number of concurrent jobs, at least 1, default 1. Measurements still take turns.</value>
    public int Jobs { get; init; } = 1;

    /// <value>The share of <see cref="Threads"/> of each job, at least 1.</value>
    public int ThreadsPerJob => Math.Max(1, Threads / Jobs);

    /// <value>The device to train on: <c>cpu</c>, <c>cuda:N</c>, or null for a GPU if there is one.</value>
    public string? Device { get; init; }

    /// <value>
    /// The memory of the device that concurrent jobs share, in bytes; a training waits until its estimate fits. Default: no limit.
    /// </value>
    public long DeviceMemoryBytes { get; init; } = long.MaxValue;

    /// <value>A folder of datasets that is searched before the system's; null for the system's only.</value>
    public string? DatasetFolder { get; init; }

    /// <value>The folder for dataset files from storage. Default: below the user's folder for application data.</value>
    public string DatasetCache { get; init; } = DefaultDatasetCache();

    /// <value>The devices that this machine measures as; measurements for other devices are left to other workers. Default <c>local-cpu</c>.</value>
    public IReadOnlyList<string> Measures { get; init; } = ["local-cpu"];

    /// <value>Whether to measure only, which needs neither libtorch nor a dataset. Default: false.</value>
    public bool IsDeviceAgent { get; init; }

    /// <value>
    /// The longest pause between two polls of empty queues, before up to a quarter of jitter: pauses grow to it with the idle time of the worker.
    /// 0.1 to 300 s, default 30 s, which is reached after 5 min.
    /// </value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>The idle time after which the worker ends by itself; null, the default, to stay. 1 to 3,600 s.</value>
    public TimeSpan? ExitWhenIdle { get; init; }

    /// <value>How long a job stays with a worker that no longer renews it. 3 to 3,600 s, default 30 s.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>
    /// The most work on a training that a killed worker can cost: the training is saved whenever this time has passed since it last was, in addition
    /// to the checkpoints at rungs. 1 to 3,600 s, default 60 s.
    /// </value>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <value>The file to which the split of the worker's time is written, or null.</value>
    public string? Report { get; init; }

    static string DefaultDatasetCache()
    {
        // Empty for users without a home folder, as in containers.
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "serverless", "datasets");
    }
}
