namespace Serverless.Worker;

/// <summary>How a worker works.</summary>
public sealed record WorkerOptions
{
    /// <value>The name in results and logs. Default: the machine's name and the process id.</value>
    public string Name { get; init; } = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}");

    /// <value>Threads to train with, shared by the jobs at once: at least as many as those. Default: all processors.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <value>Jobs at once, at least 1, default 1. Measurements still take turns.</value>
    public int Jobs { get; init; } = 1;

    /// <value>Each job's share of <see cref="Threads"/>, at least 1.</value>
    public int ThreadsPerJob => Math.Max(1, Threads / Jobs);

    /// <value><c>cpu</c>, <c>cuda:N</c>, or null for a GPU when there is one.</value>
    public string? Device { get; init; }

    /// <value>The memory of the device that jobs at once share; a training waits until its estimate fits. Default: no limit.</value>
    public long DeviceMemoryBytes { get; init; } = long.MaxValue;

    /// <value>A folder of datasets that is looked into before the system's; null for that alone.</value>
    public string? DatasetFolder { get; init; }

    /// <value>Where files of datasets that come from storage are kept. Default: below the user's folder of application data.</value>
    public string DatasetCache { get; init; } = DefaultDatasetCache();

    /// <value>The devices that this machine is: measurements for others are left to other workers. Default <c>local-cpu</c>.</value>
    public IReadOnlyList<string> Measures { get; init; } = ["local-cpu"];

    /// <value>Whether to measure and do nothing else: then neither libtorch nor a dataset has to be there. Default no.</value>
    public bool IsDeviceAgent { get; init; }

    /// <value>
    /// The longest pause between two looks at empty queues, before it is spread by up to a quarter: pauses grow to it with the time that it
    /// has been idle. 0.1 to 300 s, default 30 s, which it takes 5 min to grow to.
    /// </value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>How long it may find no job to do before it ends by itself; null, the default, to stay. 1 to 3,600 s.</value>
    public TimeSpan? ExitWhenIdle { get; init; }

    /// <value>How long a job stays with a worker that no longer renews. 3 to 3,600 s, default 30 s.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>
    /// How much of a training a killed worker may cost: where it stands is kept when so long has gone by since it last was, besides at rungs. 1 to
    /// 3,600 s, default 60 s.
    /// </value>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <value>Where to write the split of the time, or null.</value>
    public string? Report { get; init; }

    static string DefaultDatasetCache()
    {
        // Empty for users without a home, as in containers.
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "serverless", "datasets");
    }
}
