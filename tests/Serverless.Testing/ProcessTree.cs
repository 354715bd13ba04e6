using System.Diagnostics;
using System.Globalization;

namespace Serverless.Testing;

/// <summary>Inspects and ends single processes, using the system's /proc.</summary>
public static class ProcessTree
{
    /// <summary>Ids of the processes that a process has started and that still run.</summary>
    public static int[] ChildrenOf(int processId) =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => ParentOf(id) == processId)];

    /// <summary>Whether there is such a process that is not just waiting to be reaped.</summary>
    public static bool IsRunning(int processId) => Stat(processId) is [var state, ..] && state != "Z";

    /// <summary>Ends one process as a crash would (SIGKILL); what it has started is left alone.</summary>
    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    static int? ParentOf(int processId) =>
        Stat(processId) is [var state, var parent, ..] && state != "Z" ? int.Parse(parent, CultureInfo.InvariantCulture) : null;

    // Fields from the third on: state, parent ...; the second is a name in parentheses, which may hold spaces.
    static string[] Stat(int processId)
    {
        try
        {
            var text = File.ReadAllText(FormattableString.Invariant($"/proc/{processId}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
