using Serverless.Bench.Problems;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.Spaces.Encodings;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Transfer;

/// <summary>Finds devices, and determines what is known when each is left out.</summary>
static class TransferPlanner
{
    /// <summary>The units in which the costs of a device are given.</summary>
    static readonly string[] Units = ["ms", "mJ"];

    /// <summary>
    /// Plans to leave out in turn the suite's devices, then those of the user's tables, which are predicted from the suite's if the space is the
    /// same, otherwise from each other.
    /// </summary>
    /// <exception cref="BenchException">A device was asked for that does not exist.</exception>
    public static IReadOnlyList<TransferTask> Plan(
        EvaluateOptions options, EvaluationSuite? suite, IReadOnlyList<(TableDescription Description, TableFolder Folder)> own, ProblemCatalogue catalogue)
    {
        IReadOnlyList<TransferDevice> latencies = suite is null ? [] : [.. suite.Latencies.Select(device => OfSuite(device, suite.Table, catalogue))];
        IReadOnlyList<TransferDevice> energies = suite is null ? [] : [.. suite.Energies.Select(device => OfSuite(device, suite.Table, catalogue))];
        var tasks = latencies.Concat(energies).Where(device => DeviceFilter.Keeps(options.Devices, device.Name))
            .SelectMany(device => Tasks(device, latencies, options.Seeds)).ToList();
        foreach (var (description, _) in own)
        {
            var devices = OfTable(description, catalogue);
            var known = latencies.Count > 0 && latencies[0].Table.Description.Space.Name == description.Space.Name ? latencies : devices;
            tasks.AddRange(devices.Where(device => known.Any(one => one != device)).SelectMany(device => Tasks(device, known, options.Seeds)));
        }

        // Tasks are ordered by seed, so that a run that is stopped has results for every device.
        return [.. tasks.OrderBy(task => task.Seed)];
    }

    static IEnumerable<TransferTask> Tasks(TransferDevice device, IReadOnlyList<TransferDevice> latencies, int seeds)
    {
        IReadOnlyList<TransferDevice> others = [.. latencies.Where(other => other != device)];
        IReadOnlyList<TransferDevice> strangers = [.. others.Where(other => other.Family != device.Family)];
        return
            from seed in Enumerable.Range(1, seeds)
            from known in strangers.Count < others.Count && strangers.Count > 0 ? new[] { others, strangers } : [others]
            select new TransferTask(device, known, IsStrict: known.Count < others.Count, seed);
    }

    static TransferDevice OfSuite(SuiteDevice device, string table, ProblemCatalogue catalogue)
    {
        var problem = catalogue.Find($"{table}/{device.Column}");
        return Device(device.Label, device.Family, problem);
    }

    static IReadOnlyList<TransferDevice> OfTable(TableDescription description, ProblemCatalogue catalogue) =>
    [
        .. description.Metrics.Where(metric => metric.Goal == Goal.Minimise && Units.Contains(metric.Unit))
            .Select(metric => Device($"{description.Name}/{metric.Column}", metric.Column, catalogue.Find($"{description.Name}/{metric.Column}"))),
    ];

    static TransferDevice Device(string name, string family, TableProblem problem)
    {
        var encoder = ArchitectureEncoders.For(problem.Space, problem.Space.DefaultSkeleton, new ImageShape(3, 32, 32, 10));
        return new TransferDevice(
            name,
            family,
            problem.Table,
            problem.Metrics[0],
            Enumerable.Range(0, problem.RowCount).Where(row => problem.IsSupported(row) && encoder.IsConnected(problem.Table.Architectures[row])).ToHashSet());
    }
}

/// <summary>A device to leave out, and the devices that are then known.</summary>
/// <param name="Device">The device, of which a few measurements are taken.</param>
/// <param name="Known">The known devices, with many measurements each, all of one space.</param>
/// <param name="IsStrict">Whether other settings of the same device are left out too.</param>
/// <param name="Seed">The seed of the architectures that are drawn.</param>
public sealed record TransferTask(TransferDevice Device, IReadOnlyList<TransferDevice> Known, bool IsStrict, int Seed);

/// <summary>A column of a table that gives the cost of each architecture on a device.</summary>
/// <param name="Name">The name in answers.</param>
/// <param name="Family">The family, which settings of one device share; the device's own name if it has no settings.</param>
/// <param name="Table">The table.</param>
/// <param name="Metric">The column of the table.</param>
/// <param name="Rows">The rows that count and that the device can run.</param>
public sealed record TransferDevice(string Name, string Family, ArchitectureTable Table, TableMetric Metric, IReadOnlySet<int> Rows);
