using System.Reflection;

namespace Serverless.Learning.Kernels;

/// <summary>Prepares a process for training: selects kernels that compute correctly, and loads libtorch without its warnings.</summary>
/// <remarks>A program that trains calls <see cref="RunCheck"/> first, and <see cref="Start(KernelChoice)"/> before its first tensor.</remarks>
public static class TorchProcess
{
    /// <summary>The option that starts a process only to check one setting.</summary>
    public const string CheckOption = "--check";

    static readonly Lock Gate = new();
    static KernelSetting? s_setting;

    /// <summary>Runs the check that a <see cref="ChildProbe"/> started this process for, if one did.</summary>
    /// <param name="arguments">The arguments of the process, without its name.</param>
    /// <returns>The exit status to end with; null to continue.</returns>
    public static int? RunCheck(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Count == 2 && arguments[0] == CheckOption && KernelSetting.Find(arguments[1]) is { } setting
            ? ChildProbe.Answer(setting, Console.Out, Console.Error)
            : null;
    }

    /// <summary>
    /// Chooses kernels as all programs do: checked by <paramref name="program"/> as a child, remembered for this user, reported on stderr.
    /// </summary>
    /// <param name="program">The calling executable, or its main assembly.</param>
    /// <inheritdoc cref="Start(KernelChoice)"/>
    public static KernelSetting Start(Assembly program) => Start(ChoiceOf(program));

    /// <summary>Creates the kernel choice of a program that calls <see cref="Start(KernelChoice)"/> later.</summary>
    public static KernelChoice ChoiceOf(Assembly program) =>
        new(new ChildProbe(program), MachineMemory.OfThisUser("kernels.json"), Console.Error.WriteLine);

    /// <summary>Chooses kernels and loads libtorch; only the first call in a process does anything.</summary>
    /// <returns>The setting that the process computes with.</returns>
    /// <exception cref="TorchException">The process must not or cannot train; the message says what to do.</exception>
    public static KernelSetting Start(KernelChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        lock (Gate)
        {
            return s_setting ??= StartWith(choice.Choose());
        }
    }

    /// <summary>Throws if the process would compute with unchecked kernels.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Start(KernelChoice)"/> was not called.</exception>
    internal static void RequireStarted()
    {
        lock (Gate)
        {
            if (s_setting is null)
            {
                throw new InvalidOperationException($"Call {nameof(TorchProcess)}.{nameof(Start)} before training: it chooses kernels that compute correctly.");
            }
        }
    }

    /// <summary>Loads libtorch only, for a process that creates networks but neither trains nor runs them.</summary>
    /// <exception cref="TorchException">libtorch cannot be loaded; the message says what to do.</exception>
    public static void Load() => TorchLibrary.Load();

    static KernelSetting StartWith(KernelSetting setting)
    {
        setting.ApplyBeforeLoading();
        TorchLibrary.Load();
        setting.ApplyAfterLoading();
        return setting;
    }
}
