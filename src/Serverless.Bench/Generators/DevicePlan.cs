using Serverless.Bench.Problems;
using Serverless.Bench.Surrogates;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Bench.Generators;

/// <summary>What to run.</summary>
/// <param name="Known">The problems of the devices that generators are fitted to.</param>
/// <param name="Unseen">The problems of those that are asked for.</param>
/// <param name="Methods">One or more.</param>
/// <param name="Evaluations">Of a search of one device; a fit and its answers for all devices take as many together as the searches of all.</param>
/// <param name="Seeds">Runs of each method, with seeds 1 to this.</param>
sealed record DevicePlan(
    IReadOnlyList<(SuiteDevice Device, TableProblem Problem)> Known, IReadOnlyList<(SuiteDevice Device, TableProblem Problem)> Unseen,
    IReadOnlyList<DeviceMethod> Methods, int Evaluations, int Seeds)
{
    /// <summary>How many evaluations a search of a device has where nobody says.</summary>
    public const int UsualEvaluations = 100;

    /// <summary>How many seeds there are where nobody says.</summary>
    public const int UsualSeeds = 5;

    const int LeastFitted = 50;

    readonly ArchitectureEncoder _encoder = ArchitectureEncoders.For(Known[0].Problem.Space, Known[0].Problem.Space.DefaultSkeleton, TableImages.Shape);

    /// <value>Evaluations of all devices together.</value>
    public int Total => Evaluations * Unseen.Count;

    /// <value>Of these, the architectures whose quality a generator is fitted to; the others are its answers.</value>
    public int Fitted => Total - (Unseen.Count * DeviceSuite.Answers);

    /// <value>Measurements of a cost by each known device.</value>
    public int Measured => Math.Min(DeviceSuite.Measured, Fitted);

    /// <value>The architectures that devices are known by.</value>
    public IReadOnlyList<Architecture> References { get; } =
        ReferenceArchitectures.Of(Known[0].Problem.Space, Known[0].Problem.Space.DefaultSkeleton, TableImages.Shape);

    /// <exception cref="BenchException">There are too few evaluations, or no tables.</exception>
    public static DevicePlan Of(BenchOptions options, ProblemCatalogue catalogue)
    {
        var plan = new DevicePlan(
            Problems(DeviceSuite.Known, catalogue), Problems(DeviceSuite.Unseen, catalogue), WithAllForEach(DeviceMethod.ReadAll(options.Algorithms, options.Set)), options.Evaluations, options.Seeds);
        return plan.Fitted >= LeastFitted
            ? plan
            : throw new BenchException(
                $"Of {plan.Total} evaluations, {plan.Total - plan.Fitted} are of answers, and {plan.Fitted} are left to fit generators to, which is fewer than {LeastFitted}. Ask for more --evaluations.");
    }

    // The search that the others are compared with, beside itself with many times as much: what a generator saves, if it comes as far.
    static IReadOnlyList<DeviceMethod> WithAllForEach(IReadOnlyList<DeviceMethod> methods) =>
        methods.FirstOrDefault(method => method.Search is not null) is { } baseline && methods.Any(method => method.Generator is not null)
            ? [.. methods.SelectMany(method => method == baseline ? new[] { method, method.ForEach() } : [method])]
            : methods;

    /// <summary>What a generator is fitted to: the first draws of a seed, all connected, and what known devices took for some of them.</summary>
    public GeneratorMaterial MaterialOf(int seed)
    {
        var problem = Known[0].Problem;
        int[] rows = [.. Enumerable.Range(0, problem.RowCount).Where(row => _encoder.IsConnected(problem.Table.Architectures[row]))];
        RandomDraw.ToFront<int>(rows, Fitted, seed);
        int[] measured = rows[..Measured];
        return new()
        {
            Quality = TableTargets.Of(
                problem.Space, [problem.Metrics[0]], [.. rows[..Fitted].Select(row => problem.Table.Architectures[row])], (place, metric) => problem.Table.Column(metric.Column)[rows[place]]),
            Cost = new Objective { Metric = DeviceSuite.ReportedMetric, Goal = Goal.Minimise },
            References = References,
            Devices =
            [
                .. Known.Select(known => new KnownDevice(
                    known.Device.Name,
                    ReferenceValues(known.Problem),
                    [.. measured.Select(row => problem.Table.Architectures[row])],
                    [.. measured.Select(row => known.Problem.Table.Column(known.Problem.Metrics[1].Column)[row])])),
            ],
        };
    }

    /// <summary>A device as generators know it.</summary>
    public DeviceEmbedding EmbeddingOf(TableProblem problem) => DeviceEmbedding.Of(ReferenceValues(problem));

    double[] ReferenceValues(TableProblem problem) =>
        [.. References.Select(one => problem.Table.Column(problem.Metrics[1].Column)[problem.Table.RowOf(one)!.Value])]; // the table has every cell

    static IReadOnlyList<(SuiteDevice Device, TableProblem Problem)> Problems(IReadOnlyList<SuiteDevice> devices, ProblemCatalogue catalogue) =>
        [.. devices.Select(device => (device, catalogue.Find($"{DeviceSuite.Table}/{DeviceSuite.Quality}/{device.Column}", device.Name)))];
}
