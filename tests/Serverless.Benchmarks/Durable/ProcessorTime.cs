using System.Diagnostics;

namespace Serverless.Benchmarks.Durable;

/// <summary>Processor time of other processes, user and kernel.</summary>
static class ProcessorTime
{
    internal static TimeSpan Of(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }
}
