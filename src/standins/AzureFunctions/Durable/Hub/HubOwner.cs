using System.Globalization;
using System.Text.Json;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>The process that holds a task hub, in terms by which another process can find out whether it still lives.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="Boot">Which start of the machine; null where the system does not tell.</param>
/// <param name="ProcessSpace">In which process number space; null where the system does not tell.</param>
/// <param name="Process">The process' number.</param>
/// <param name="Started">When the process began, in the system's ticks.</param>
sealed record HubOwner(string Machine, string? Boot, string? ProcessSpace, int Process, string? Started)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>This process.</summary>
    internal static HubOwner Current { get; } = new(
        Environment.MachineName,
        ReadLine("/proc/sys/kernel/random/boot_id"),
        new FileInfo("/proc/self/ns/pid").LinkTarget,
        Environment.ProcessId,
        StartOf(Environment.ProcessId));

    /// <summary>Whether it ran on this machine and has ended: certain, or false.</summary>
    internal bool IsGone => Boot is not null && ProcessSpace is not null && Started is not null
        && (Boot, ProcessSpace) == (Current.Boot, Current.ProcessSpace) && StartOf(Process) != Started;

    internal static HubOwner? Parse(BinaryData content)
    {
        try
        {
            return JsonSerializer.Deserialize<HubOwner>(content, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal BinaryData ToBinary() => BinaryData.FromObjectAsJson(this, Json);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {Process} on {Machine}");

    // Of a process that has ended and awaits its parent's notice (state Z) the number is still taken, but it writes no more.
    static string? StartOf(int process)
    {
        const int State = 0;
        const int StartTime = 19;
        if (ReadLine(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat")) is not { } line)
        {
            return null;
        }

        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return fields[State] is "Z" or "X" ? null : fields[StartTime];
    }

    static string? ReadLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
