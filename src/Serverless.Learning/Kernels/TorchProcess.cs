using System.Reflection;

namespace Serverless.Learning.Kernels;

/// <summary>Makes a process fit to train: kernels that compute right, and a libtorch that is loaded and quiet.</summary>
/// <remarks>Whatever trains calls <see cref="RunCheck"/> first of all, and <see cref="Start(KernelChoice)"/> before its first tensor.</remarks>
public static class TorchProcess
{
    /// <summary>What a process is started with that only checks one setting.</summary>
    public const string CheckOption = "--check";

    static readonly Lock Gate = new();
    static KernelSetting? s_setting;

    /// <summary>Does what a <see cref="ChildProbe"/> started this process for, if one did.</summary>
    /// <param name="arguments">The process's, without its name.</param>
    /// <returns>The exit status to end with; null to go on.</returns>
    public static int? RunCheck(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Count == 2 && arguments[0] == CheckOption && KernelSetting.Find(arguments[1]) is { } setting
            ? ChildProbe.Answer(setting, Console.Out, Console.Error)
            : null;
    }

    /// <summary>Chooses as all programs do: checked by <paramref name="program"/> as a child, remembered for this user, said on stderr.</summary>
    /// <param name="program">The executable that calls, or its main assembly.</param>
    /// <inheritdoc cref="Start(KernelChoice)"/>
    public static KernelSetting Start(Assembly program) => Start(ChoiceOf(program));

    /// <summary>The choice of a program, for those that start later.</summary>
    public static KernelChoice ChoiceOf(Assembly program) =>
        new(new ChildProbe(program), MachineMemory.OfThisUser("kernels.json"), Console.Error.WriteLine);

    /// <summary>Chooses kernels and loads libtorch; only the first call in a process does anything.</summary>
    /// <returns>The setting that the process computes with.</returns>
    /// <exception cref="TorchException">It must not or cannot train; the message says what to do.</exception>
    public static KernelSetting Start(KernelChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        lock (Gate)
        {
            return s_setting ??= StartWith(choice.Choose());
        }
    }

    /// <summary>Refuses to compute with kernels that were not checked.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Start(KernelChoice)"/> was not called.</exception>
    internal static void RequireStarted()
    {
        lock (Gate)
        {
            if (s_setting is null)
            {
                throw new InvalidOperationException($"Call {nameof(TorchProcess)}.{nameof(Start)} before training: it chooses kernels that compute right.");
            }
        }
    }

    /// <summary>Loads libtorch and no more, for a process that makes networks but neither trains nor runs them.</summary>
    /// <exception cref="TorchException">It cannot be loaded; the message says what to do.</exception>
    public static void Load() => TorchLibrary.Load();

    static KernelSetting StartWith(KernelSetting setting)
    {
        setting.ApplyBeforeLoading();
        TorchLibrary.Load();
        setting.ApplyAfterLoading();
        return setting;
    }
}
