using System.Diagnostics;

namespace Serverless.Benchmarks.Fronts;

/// <summary>The processor time of one call, in milliseconds, which other processes on the machine hardly affect.</summary>
/// <param name="Median">The median over batches of calls.</param>
/// <param name="Least">The minimum over the same batches.</param>
readonly record struct CpuTime(double Median, double Least)
{
    const int Batches = 15;

    /// <summary>For calls that take longer than a batch ten times over.</summary>
    const int FewBatches = 3;

    /// <summary>The just-in-time compiler rewrites methods in the background after some calls; it is given so long, and calls to count.</summary>
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Long against the clock's microseconds.</summary>
    static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(30);

    /// <summary>Measures a call that is repeated, after a warm-up.</summary>
    internal static CpuTime Of(Action call)
    {
        var calls = 0;
        var warmUp = Stopwatch.StartNew();
        for (; calls == 0 || warmUp.Elapsed < WarmUp; calls++)
        {
            call();
        }

        var perBatch = 1 + (int)(calls * (Batch / warmUp.Elapsed));
        var times = new double[warmUp.Elapsed / calls > 10 * Batch ? FewBatches : Batches];
        for (var batch = 0; batch < times.Length; batch++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < perBatch; i++)
            {
                call();
            }

            times[batch] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / perBatch;
        }

        Array.Sort(times);
        return new CpuTime(times[times.Length / 2], times[0]);
    }
}
