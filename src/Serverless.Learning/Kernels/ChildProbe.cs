using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Serverless.Learning.Kernels;

/// <summary>Checks kernels in a child process, since wrong kernels write beyond their buffers; a child that crashes counts as wrong.</summary>
/// <param name="program">The program to start as the child; it has to call <see cref="TorchProcess.RunCheck"/> first.</param>
public sealed class ChildProbe(Assembly program) : IKernelProbe
{
    const int SignalBase = 128;
    const int CannotLoad = 2;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="TorchException">The child process cannot load libtorch.</exception>
    public KernelReport Check(KernelSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        using var child = Start(setting);
        var output = child.StandardOutput.ReadToEndAsync();
        var error = child.StandardError.ReadToEndAsync();
        if (!child.WaitForExit(Patience))
        {
            child.Kill(entireProcessTree: true);
            return Failed(setting, $"no answer in {Patience.TotalMinutes} minutes");
        }

        return child.ExitCode switch
        {
            0 => Read(setting, output.Result),
            CannotLoad => throw new TorchException(error.Result.Trim()),
            > SignalBase and var status => Failed(setting, $"the process crashed (exit status {status}, as after signal {status - SignalBase})"),
            var status => Failed(setting, $"the process failed (exit status {status}): {error.Result.Trim().Split('\n')[0]}"),
        };
    }

    /// <summary>Runs the check in the child process.</summary>
    /// <returns>The exit status of the process.</returns>
    internal static int Answer(KernelSetting setting, TextWriter output, TextWriter error)
    {
        try
        {
            setting.ApplyBeforeLoading();
            TorchLibrary.Load();
            setting.ApplyAfterLoading();
            output.WriteLine(JsonSerializer.Serialize(new KernelReport(setting.Name, KernelCheck.Run(KernelCase.All)), KernelJson.Default.KernelReport));
            return 0;
        }
        catch (TorchException missing)
        {
            error.WriteLine(missing.Message);
            return CannotLoad;
        }
    }

    Process Start(KernelSetting setting)
    {
        // This process was started as `dotnet PROGRAM.dll`, or by its own executable.
        var started = Environment.ProcessPath ?? "dotnet";
        var start = new ProcessStartInfo(started) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(started) == "dotnet")
        {
            start.ArgumentList.Add(program.Location);
        }

        start.ArgumentList.Add(TorchProcess.CheckOption);
        start.ArgumentList.Add(setting.Name);
        return Process.Start(start) ?? throw new InvalidOperationException($"{started} did not start.");
    }

    static KernelReport Read(KernelSetting setting, string output)
    {
        try
        {
            // The report is the last line: native libraries may have written lines before it.
            var line = output.TrimEnd().Split('\n')[^1];
            return JsonSerializer.Deserialize(line, KernelJson.Default.KernelReport) ?? Failed(setting, "the process answered nothing");
        }
        catch (JsonException)
        {
            return Failed(setting, "the process answered in an unknown format");
        }
    }

    static KernelReport Failed(KernelSetting setting, string how) => new(setting.Name, [], how);
}
