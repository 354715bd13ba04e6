using System.Security.Cryptography;
using System.Text;
using TorchSharp;

namespace Serverless.Learning.Kernels;

/// <summary>Identifies what determines how libtorch computes here: processor, libtorch and environment.</summary>
public static class KernelMachine
{
    /// <summary>The version of the check. Increase it when the check covers something new: then all machines are checked again.</summary>
    const int CheckVersion = 2;

    const string Processor = "/proc/cpuinfo";
    const string Caches = "/sys/devices/system/cpu/cpu0/cache";
    const string NativeFolders = "NATIVE_DLL_SEARCH_DIRECTORIES";

    static readonly string[] ProcessorLines = ["vendor_id", "cpu family", "model", "model name", "stepping", "microcode", "flags"];
    static readonly string[] CacheFiles = ["level", "type", "size", "ways_of_associativity"];
    static readonly string[] Variables = [KernelSetting.InstructionSetVariable, "ONEDNN_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY"];

    /// <value>The model of the processor, as the system names it.</value>
    public static string ProcessorModel => ModelIn(Lines(Processor));

    /// <summary>Returns a key that is equal for machines that compute alike; it begins with the processor's model, for readers of the file.</summary>
    internal static string Key()
    {
        var processor = Lines(Processor);
        var model = ModelIn(processor);

        // Two virtual machines can have the same model name but different caches, which is what the kernels fail on.
        var all = processor.Concat(CacheLines()).Concat(Variables.Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', all))))[..16];
        return FormattableString.Invariant(
            $"{model}, {hash}, TorchSharp {typeof(torch).Assembly.GetName().Version}, libtorch of {LibraryBytes()} bytes, check {CheckVersion}");
    }

    static string ModelIn(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor";

    static List<string> Lines(string file)
    {
        try
        {
            // The first processor represents all of them.
            return [.. File.ReadLines(file).TakeWhile(line => line.Length > 0).Where(line => ProcessorLines.Contains(line.Split(':', 2)[0].Trim()))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static IEnumerable<string> CacheLines()
    {
        if (!Directory.Exists(Caches))
        {
            return [];
        }

        return Directory.EnumerateDirectories(Caches, "index*").Order(StringComparer.Ordinal)
            .SelectMany(folder => CacheFiles.Select(name => Path.Combine(folder, name)))
            .Where(File.Exists)
            .Select(file => $"{file}={File.ReadAllText(file).Trim()}");
    }

    static long LibraryBytes()
    {
        var folders = (AppContext.GetData(NativeFolders) as string)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return folders.Append(AppContext.BaseDirectory)
            .Select(folder => new FileInfo(Path.Combine(folder, "libtorch_cpu.so")))
            .Where(file => file.Exists)
            .Select(file => file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file)
            .FirstOrDefault()?.Length ?? 0;
    }
}
