using System.Diagnostics;
using System.Globalization;
using Serverless.Testing;

namespace Serverless.Benchmarks.Durable;

/// <summary>The delay of an orchestration whose host or app is killed while it runs, by the engine's visibility time-out.</summary>
static class RecoveryTimes
{
    /// <summary>Activities of 150 ms, one after the other.</summary>
    const int Sequence = 40;

    static readonly int[] VisibilitySeconds = [10, 15, 60];
    static readonly TimeSpan BeforeTheKill = TimeSpan.FromSeconds(3);

    internal static async Task MeasureAsync(Report report)
    {
        await using var storage = await Azurite.StartAsync();
        foreach (var seconds in VisibilitySeconds)
        {
            await using var app = await SampleApp.StartAsync(storage.ConnectionString, seconds);
            await app.RunAsync("Sequence", Sequence);
            var undisturbed = await app.RunAsync("Sequence", Sequence);
            var host = await DisturbedAsync(app, app.KillAsync);
            var worker = await DisturbedAsync(app, () =>
            {
                ProcessTree.Kill(app.AppId);
                return Task.CompletedTask;
            });
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"      visibility {seconds} s: {undisturbed.TotalSeconds:0.0} s undisturbed; {(host - undisturbed).TotalSeconds:0.0} s later after a kill of the host (its start included), {(worker - undisturbed).TotalSeconds:0.0} s later after a kill of the app"));
        }
    }

    static async Task<TimeSpan> DisturbedAsync(SampleApp app, Func<Task> killAsync)
    {
        var clock = Stopwatch.StartNew();
        var status = await app.BeginAsync("Sequence", Sequence);
        await Task.Delay(BeforeTheKill);
        await killAsync();
        await SampleApp.EndAsync(status);
        return clock.Elapsed;
    }
}
