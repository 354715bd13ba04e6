using Serverless.Bench.Running;

namespace Serverless.Bench.Generators;

/// <summary>Runs a plan, with one fit or all searches of a seed at a time.</summary>
/// <remarks>
/// Two concurrent fits are not safe: TorchSharp's scalars can be freed by the finalizer while a native call still reads them, if another thread
/// triggered a garbage collection.
/// </remarks>
static class DeviceRunner
{
    /// <summary>Runs every method with every seed.</summary>
    /// <param name="plan">The plan to run.</param>
    /// <param name="progress">The writer to which every run is reported.</param>
    /// <param name="cancellation">A token that ends the run.</param>
    /// <returns>The runs, by method, then by seed.</returns>
    /// <exception cref="BenchException">A fit or search cannot be run.</exception>
    public static IReadOnlyList<DeviceRun[]> Run(DevicePlan plan, TextWriter progress, CancellationToken cancellation)
    {
        var runs = plan.Methods.Select(_ => new DeviceRun[plan.Seeds]).ToArray();

        // Run seed by seed, so that a run that is stopped by hand has reported on every method.
        var tasks = Enumerable.Range(1, plan.Seeds).SelectMany(seed => plan.Methods.Select((method, place) => (Method: method, Place: place, Seed: seed))).ToList();
        var done = 0;
        foreach (var task in tasks)
        {
            cancellation.ThrowIfCancellationRequested();
            var (method, place, seed) = task;
            var run = method.Search is { } search ? Search(plan, method, search, seed, cancellation) : GeneratorRun.Run(plan, method, seed, cancellation);
            runs[place][seed - 1] = run;
            done++;
            progress.WriteLine(FormattableString.Invariant(
                $"[{done}/{tasks.Count}] {method.Label}, seed {seed}: {run.FitSeconds:0.0} s{Stages(run)}, tight {DeviceFigures.MeanFraction(plan, run):0.0000} of the true fronts'"));
        }

        return runs;
    }

    static string Stages(DeviceRun run) => run.Stages.Count == 0 ? ""
        : $" ({string.Join(", ", run.Stages.Select(stage => FormattableString.Invariant($"{stage.Stage} until {stage.Seconds:0.0}")))})";

    static DeviceRun Search(DevicePlan plan, DeviceMethod method, AlgorithmChoice search, int seed, CancellationToken cancellation)
    {
        SearchTrace[] traces =
            [.. plan.Unseen.Select(unseen => ProblemSearch.Run(unseen.Problem, search, method.IsAllForEach ? plan.Total : plan.Evaluations, seed, cancellation))];
        return new DeviceRun([.. traces.Select(trace => (IReadOnlyList<int>)[.. trace.Rows.Where(row => row >= 0)])], traces.Sum(trace => trace.ProposalSeconds), AnswerSeconds: 0);
    }
}
