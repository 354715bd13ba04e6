using System.Globalization;
using Serverless.Core.Jobs;

namespace Serverless.Cli.Output;

/// <summary>Formats workers for users.</summary>
public static class WorkerTable
{
    public static Table Of(IReadOnlyList<WorkerState> workers) => new(
        [
            new Column("worker", Fit: ColumnFit.Whole), new Column("alive"), new Column("takes"), new Column("does"),
            new Column("slots", true), new Column("busy", true), new Column("jobs done", true, Fit: ColumnFit.Optional), new Column("last heartbeat"),
        ],
        [.. workers.Select(worker => (IReadOnlyList<string>)[
            PlainText.Of(worker.Name),
            worker.IsAlive ? "yes" : "no",
            string.Join(' ', (worker.IsExternal ? (string[])["leases"] : worker.TakesJobs ? ["jobs"] : []).Concat(worker.Devices.Select(device => $"measure-{PlainText.Of(device)}"))),
            worker.Jobs.Count == 0 ? "nothing" : string.Join(", ", worker.Jobs.Select(job => Describe(job, worker.IsExternal))),
            worker.Slots?.ToString(CultureInfo.InvariantCulture) ?? "",
            worker.BusyShare is { } share ? share.ToString("P0", CultureInfo.InvariantCulture) : "",
            worker.JobsDone?.ToString(CultureInfo.InvariantCulture) ?? "",
            Durations.Text(worker.LastHeartbeat),
        ])]);

    static string Words(RunningJob job, bool isExternal) => isExternal ? "evaluate" : job.Kind.ToString().ToLowerInvariant();

    static string Describe(RunningJob job, bool isExternal) =>
        $"{Words(job, isExternal)} for {(job.SearchId.Length == 0 ? "no search" : PlainText.Of(job.SearchId))} since {Durations.Text(job.Since)}";
}
