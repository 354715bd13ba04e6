using Serverless.Bench.Problems;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.Spaces.Encodings;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Transfer;

/// <summary>Finds devices, and what is known when each is left out.</summary>
static class TransferPlanner
{
    /// <summary>What a device needs, by the units it is given in.</summary>
    static readonly string[] Units = ["ms", "mJ"];

    /// <summary>The suite's devices left out in turn, then those of the user's tables: from the suite's where the space is the same, else from each other.</summary>
    /// <exception cref="BenchException">A device was asked for that there is not.</exception>
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

        // A run that is stopped has something of every device.
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

/// <summary>A device to leave out, and those that are known then.</summary>
/// <param name="Device">Of which a few measurements are taken.</param>
/// <param name="Known">Of which many are; all of one space.</param>
/// <param name="IsStrict">Whether other settings of the same device are left out too.</param>
/// <param name="Seed">Of the architectures that are drawn.</param>
public sealed record TransferTask(TransferDevice Device, IReadOnlyList<TransferDevice> Known, bool IsStrict, int Seed);

/// <summary>A column of a table that says what a device needs for each architecture.</summary>
/// <param name="Name">What to call it in answers.</param>
/// <param name="Family">Settings of one device have the same; a device without settings its own name.</param>
/// <param name="Table">The table.</param>
/// <param name="Metric">Its column.</param>
/// <param name="Rows">The rows that count and that the device can run.</param>
public sealed record TransferDevice(string Name, string Family, ArchitectureTable Table, TableMetric Metric, IReadOnlySet<int> Rows);
