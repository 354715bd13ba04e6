namespace Serverless.Learning.Kernels;

/// <summary>Takes the first setting that computes right on this machine, and remembers it.</summary>
/// <param name="probe">Checks a setting.</param>
/// <param name="memory">What is known from earlier processes.</param>
/// <param name="say">Told in one line what a check found; nothing when it is remembered.</param>
public sealed class KernelChoice(IKernelProbe probe, MachineMemory memory, Action<string> say)
{
    /// <returns>What is remembered; else the first setting that a check finds right.</returns>
    /// <exception cref="TorchException">No setting computes right, or libtorch cannot be loaded; the message says what to do.</exception>
    public KernelSetting Choose() => KernelSetting.Find(memory.Recall(KernelMachine.Key())) ?? Take(KernelSetting.All.Select(probe.Check));

    /// <summary>Checks all settings, whatever is remembered.</summary>
    /// <exception cref="TorchException">libtorch cannot be loaded.</exception>
    public IReadOnlyList<KernelReport> CheckAll() => [.. KernelSetting.All.Select(probe.Check)];

    /// <summary>Takes the first setting that is right, asking for no report behind it.</summary>
    /// <exception cref="TorchException">None is; the message says what to do.</exception>
    public KernelSetting Take(IEnumerable<KernelReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var wrong = new List<KernelReport>();
        foreach (var report in reports)
        {
            if (report.IsRight && KernelSetting.Find(report.Setting) is { } setting)
            {
                memory.Remember(KernelMachine.Key(), setting.Name);
                say(wrong.Count == 0
                    ? $"Checked libtorch's kernels on this machine: {report.Summary}."
                    : $"Checked libtorch's kernels on this machine: its own choice is {wrong[0].Summary}. So from now on: {setting.Description}.");
                return setting;
            }

            wrong.Add(report);
        }

        throw new TorchException(
            "libtorch computes wrong gradients on this machine's processor, so nothing is trained here. "
            + string.Join("; ", wrong.Select(report => $"{report.Setting}: {report.Summary}")) + ". "
            + $"Set {KernelSetting.InstructionSetVariable}=SSE41 or ATEN_CPU_CAPABILITY=default and start again ('./serverless worker --check' shows what "
            + "that gives), or train on another machine.");
    }
}

/// <summary>Checks a setting where wrong kernels can do no harm.</summary>
public interface IKernelProbe
{
    /// <exception cref="TorchException">libtorch cannot be loaded, so that no setting can be checked.</exception>
    KernelReport Check(KernelSetting setting);
}

/// <summary>libtorch cannot be loaded, or does not compute right on this machine; the message says what to do.</summary>
public sealed class TorchException : Exception
{
    public TorchException(string message)
        : base(message)
    {
    }

    public TorchException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
