namespace Serverless.Learning.Kernels;

/// <summary>Chooses the first setting that computes correctly on this machine, and remembers it.</summary>
/// <param name="probe">Checks a setting.</param>
/// <param name="memory">The results of earlier processes.</param>
/// <param name="say">Called with one line about the result of a check; not called when the choice was remembered.</param>
public sealed class KernelChoice(IKernelProbe probe, MachineMemory memory, Action<string> say)
{
    /// <returns>The remembered setting; if there is none, the first setting that passes the check.</returns>
    /// <exception cref="TorchException">No setting computes correctly, or libtorch cannot be loaded; the message says what to do.</exception>
    public KernelSetting Choose() => KernelSetting.Find(memory.Recall(KernelMachine.Key())) ?? Take(KernelSetting.All.Select(probe.Check));

    /// <summary>Checks all settings, even if a choice is remembered.</summary>
    /// <exception cref="TorchException">libtorch cannot be loaded.</exception>
    public IReadOnlyList<KernelReport> CheckAll() => [.. KernelSetting.All.Select(probe.Check)];

    /// <summary>Chooses the first setting that is correct; later reports are not requested.</summary>
    /// <exception cref="TorchException">No setting is correct; the message says what to do.</exception>
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
                    : $"Checked libtorch's kernels on this machine: its own choice is {wrong[0].Summary}. Using instead: {setting.Description}.");
                return setting;
            }

            wrong.Add(report);
        }

        throw new TorchException(
            "libtorch computes wrong gradients on this machine's processor, so nothing is trained here. "
            + string.Join("; ", wrong.Select(report => $"{report.Setting}: {report.Summary}")) + ". "
            + $"Set {KernelSetting.InstructionSetVariable}=SSE41 or ATEN_CPU_CAPABILITY=default and start again ('./serverless worker --check' shows the "
            + "result), or train on another machine.");
    }
}

/// <summary>Checks a setting in a way that wrong kernels can do no harm.</summary>
public interface IKernelProbe
{
    /// <exception cref="TorchException">libtorch cannot be loaded, so that no setting can be checked.</exception>
    KernelReport Check(KernelSetting setting);
}

/// <summary>libtorch cannot be loaded, or does not compute correctly on this machine; the message says what to do.</summary>
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
