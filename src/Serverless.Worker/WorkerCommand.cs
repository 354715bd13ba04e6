using System.CommandLine;
using System.Globalization;
using Serverless.Core.Devices;
using Serverless.Learning.Kernels;
using Serverless.Worker.Measuring;

namespace Serverless.Worker;

/// <summary>The command line. Each option can also be given as an environment variable; the connection to storage only that way.</summary>
static class WorkerCommand
{
    const string Prefix = "SERVERLESS_WORKER_";

    /// <summary>Calls <paramref name="run"/> with the given options, or reports what is wrong with them.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="run">Runs the worker.</param>
    /// <param name="checkKernels">Carries out <c>--check</c>.</param>
    /// <returns>The exit status of the process.</returns>
    public static Task<int> InvokeAsync(string[] arguments, Func<WorkerOptions, CancellationToken, Task<int>> run, Func<int> checkKernels)
    {
        var defaults = new WorkerOptions();
        var name = Option("--name", "The name in results and logs.", defaults.Name);
        var threads = Option("--threads", "Training threads, shared by concurrent jobs.", defaults.Threads, 1, 1024);
        var jobs = Option("--jobs", "Concurrent jobs. Measurements still run one at a time.", defaults.Jobs, 1, 64);
        var device = Option("--device", "auto, cpu or cuda:N.", "auto");
        var memory = Option("--device-memory-gib", "Memory of the device: concurrent trainings wait until they fit. 0: they do not wait.", 0.0, 0, 1024);
        var datasets = Option("--datasets", "Folder of your own datasets, in addition to the system's.", "");
        var cache = Option("--dataset-cache", "Folder in which dataset files from storage are cached.", defaults.DatasetCache);
        var measures = Option(
            "--measures", "Devices for which this machine measures, separated by commas; none to leave measuring to other workers.", string.Join(',', defaults.Measures));
        var agent = Option("--device-agent", "Run as the agent of this device: take only its measurements.", "");
        var poll = Option(
            "--poll-interval", "Longest pause between two polls of empty queues, in seconds; below it, a pause is a tenth of the time since the last job.", defaults.PollInterval.TotalSeconds, 0.1, 300);
        var exit = Option("--exit-when-idle", "Exit after this number of seconds without a job, as executions of a container job should. 0: keep running.", 0, 0, 3600);
        var lease = Option(
            "--lease-seconds", "Seconds for which a job stays with a worker that no longer renews its lease.", defaults.Lease.TotalSeconds, 3, 3600);
        var checkpoint = Option(
            "--checkpoint-seconds", "Seconds between two checkpoints of a training, in addition to those at rungs.", defaults.CheckpointInterval.TotalSeconds, 1, 3600);
        var report = Option("--report", "File to which the time split is written.", "");
        var check = new Option<bool>(TorchProcess.CheckOption) { Description = "Check which of libtorch's CPU kernels compute correctly on this machine, print the results, and exit." };
        measures.Validators.Add(result => OptionCheck.Of(result.GetValueOrDefault<string>, named =>
        {
            foreach (var text in Devices(named ?? "").Where(text => !DeviceId.IsValid(text)))
            {
                result.AddError($"--measures '{text}' is not a device id. {DeviceId.Rule} To measure for no device: --measures none.");
            }
        }));
        agent.Validators.Add(result => OptionCheck.Of(result.GetValueOrDefault<string>, named =>
        {
            if (named is { Length: > 0 } && !DeviceId.IsValid(named))
            {
                result.AddError($"--device-agent '{named}' is not a device id. {DeviceId.Rule}");
            }
        }));
        jobs.Validators.Add(result => OptionCheck.Of(() => (Many: result.GetValueOrDefault<int>(), Shared: result.GetValue(threads)), asked =>
        {
            if (asked.Many > asked.Shared)
            {
                result.AddError(FormattableString.Invariant(
                    $"--jobs {asked.Many} is more than the {asked.Shared} threads: each job needs one. Specify --jobs {asked.Shared} or --threads {asked.Many}."));
            }
        }));
        device.Validators.Add(result => OptionCheck.Of(result.GetValueOrDefault<string>, named =>
        {
            if (named is not (null or "auto" or "cpu") && !IsCuda(named))
            {
                result.AddError($"--device must be auto, cpu or cuda:N, not '{named}'.");
            }
        }));

        var command = new RootCommand(
            "Trains and measures candidates: takes jobs from the queue of the storage account that AzureWebJobsStorage names.")
        {
            name, threads, jobs, device, memory, datasets, cache, measures, agent, poll, exit, lease, checkpoint, report, check, MeasureCommand.Create(Console.Out, Console.Error),
            TryCommand.Create(Console.Out, Console.Error),
        };
        command.SetAction((parsed, cancellation) => parsed.GetValue(check) ? Task.FromResult(checkKernels()) : run(
            new WorkerOptions
            {
                Name = parsed.GetRequiredValue(name),
                Threads = parsed.GetRequiredValue(threads),
                Jobs = parsed.GetRequiredValue(jobs),
                Device = parsed.GetRequiredValue(device) is var chosen && chosen == "auto" ? null : chosen,
                DeviceMemoryBytes = parsed.GetRequiredValue(memory) is > 0 and var gib ? (long)(gib * (1L << 30)) : long.MaxValue,
                DatasetFolder = NullWhenEmpty(parsed.GetRequiredValue(datasets)),
                DatasetCache = parsed.GetRequiredValue(cache),
                Measures = parsed.GetRequiredValue(agent) is { Length: > 0 } only ? [only] : Devices(parsed.GetRequiredValue(measures)),
                IsDeviceAgent = parsed.GetRequiredValue(agent).Length > 0,
                PollInterval = TimeSpan.FromSeconds(parsed.GetRequiredValue(poll)),
                ExitWhenIdle = parsed.GetRequiredValue(exit) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
                Lease = TimeSpan.FromSeconds(parsed.GetRequiredValue(lease)),
                CheckpointInterval = TimeSpan.FromSeconds(parsed.GetRequiredValue(checkpoint)),
                Report = NullWhenEmpty(parsed.GetRequiredValue(report)),
            },
            cancellation));

        // The host listens to signals and takes the time that releasing a job needs; the library would end the process after two seconds.
        // Names can begin with '@', so response files are disabled.
        return command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    static string[] Devices(string text) =>
        text == "none" ? [] : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string? NullWhenEmpty(string text) => text.Length == 0 ? null : text;

    static bool IsCuda(string text) =>
        text.StartsWith("cuda:", StringComparison.Ordinal)
        && int.TryParse(text.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    static Option<T> Option<T>(string flag, string description, T fallback)
        where T : IParsable<T>
    {
        var variable = Prefix + flag[2..].Replace('-', '_').ToUpperInvariant();
        return new Option<T>(flag)
        {
            Description = $"{description} [env: {variable}]",
            DefaultValueFactory = result =>
            {
                if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
                {
                    return fallback;
                }

                if (T.TryParse(text, CultureInfo.InvariantCulture, out var value))
                {
                    return value;
                }

                result.AddError($"{variable} is '{text}', which is not a valid {typeof(T).Name}.");
                return fallback;
            },
        };
    }

    static Option<T> Option<T>(string flag, string description, T fallback, T least, T most)
        where T : IParsable<T>, IComparable<T>
    {
        var option = Option(flag, FormattableString.Invariant($"{description} {least} to {most}."), fallback);
        option.Validators.Add(result => OptionCheck.Of(result.GetValueOrDefault<T>, value =>
        {
            if (value is not null && !(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
            {
                result.AddError(FormattableString.Invariant($"{flag} must be {least} to {most}, not {value}."));
            }
        }));
        return option;
    }
}
