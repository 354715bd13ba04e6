using System.Globalization;
using Serverless.Domain.Fronts;
using Serverless.Testing;

namespace Serverless.Benchmarks.Fronts;

/// <summary>What sorting and measuring fronts costs, beside textbook code in the same run and beside what peers take elsewhere.</summary>
static class FrontKernels
{
    const double ReferenceValue = 1.1;

    internal static void Measure(Report report)
    {
        report.Say($"Milliseconds, one thread, median (least). In brackets: peers, measured on another machine. .NET {Environment.Version}, {Environment.ProcessorCount} processors.");
        report.Say("Nondominated sort, uniform random points");
        foreach (var (count, objectives) in Sizes([1000, 10000], [2, 3, 4]))
        {
            Sort(report, count, objectives);
        }

        report.Say("Hypervolume, points on the sphere");
        foreach (var (count, objectives) in Sizes([100, 1000], [2, 3, 4, 5, 6]))
        {
            Volume(report, $"{count:N0} × {objectives}", PointCloud.Sphere(count, objectives, Seed(7000, count, objectives)), objectives, PeerFigure.OfHypervolume(count, objectives));
        }

        report.Say("Hypervolume, one minus the sphere");
        foreach (var (count, objectives) in Sizes([1000], [2, 3, 4, 5, 6]))
        {
            Volume(report, $"{count:N0} × {objectives}", PointCloud.InverseSphere(count, objectives, Seed(7500, count, objectives)), objectives, PeerFigure.OfInverseHypervolume(count, objectives));
        }

        report.Say("All contributions, points on the sphere");
        foreach (var (count, objectives) in Sizes([100, 1000], [2, 3, 4, 5]))
        {
            Contributions(report, count, objectives);
        }
    }

    static void Sort(Report report, int count, int objectives)
    {
        var points = PointCloud.Uniform(count, objectives, (ulong)(count + (objectives * 1000)));
        var ranks = new int[count];
        var fronts = 0;
        var ours = Duration.Of(() => fronts = NondominatedSort.Ranks(points, objectives, ranks));
        Show(report, $"{count:N0} × {objectives}, {fronts} fronts", ours, PeerFigure.OfSort(count, objectives));
        var naive = Duration.Once(() => fronts -= Naive.Sort(points, objectives));
        Compare(report, $"sort of {count:N0} × {objectives} / every pair", ours, naive, agree: fronts == 0);
    }

    static void Volume(Report report, string what, double[] points, int objectives, IReadOnlyList<PeerFigure> peers)
    {
        var reference = Reference(objectives);
        var volume = 0.0;
        var ours = Duration.Of(() => volume = Hypervolume.Of(points, reference));
        Show(report, what, ours, peers);
        if (points.Length <= 100 * Math.Min(objectives, 4) || objectives == 2)
        {
            var naive = Duration.Once(() => volume = (Naive.Hypervolume([.. points.Chunk(objectives)], reference, objectives) / volume) - 1);
            Compare(report, $"hypervolume of {what} / slicing objectives", ours, naive, agree: Math.Abs(volume) < 1e-12);
        }
    }

    static void Contributions(Report report, int count, int objectives)
    {
        var points = PointCloud.Sphere(count, objectives, Seed(7000, count, objectives));
        var reference = Reference(objectives);
        var first = 0.0;
        var ours = Duration.Of(() => first = HypervolumeContribution.OfEach(points, reference)[0]);
        Show(report, $"{count:N0} × {objectives}", ours, []);

        // One loss for all of them: they take as long as each other.
        var lost = 0.0;
        var naive = count * Duration.Of(() => lost = Hypervolume.Of(points, reference) - Hypervolume.Of(points.AsSpan(objectives), reference)).Median / 2;
        Compare(report, $"contributions of {count:N0} × {objectives} / as many hypervolumes", ours, naive, agree: Math.Abs(lost - first) < 1e-12);
    }

    static void Show(Report report, string what, Duration ours, IReadOnlyList<PeerFigure> peers) => report.Say(string.Create(
        CultureInfo.InvariantCulture,
        $"      {what}: {ours.Median:0.####} ({ours.Least:0.####})   [{string.Join(", ", peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{peer.Peer} {peer.Milliseconds:0.####}")))}]"));

    /// <summary>Ours must be the faster, and the answers the same.</summary>
    static void Compare(Report report, string what, Duration ours, double naive, bool agree) =>
        report.Bound(agree ? what : $"{what}, WHICH DISAGREE", agree ? ours.Median / naive : double.PositiveInfinity, 1);

    static double[] Reference(int objectives) => [.. Enumerable.Repeat(ReferenceValue, objectives)];

    static ulong Seed(int start, int count, int objectives) => (ulong)(start + (10 * objectives) + (count == 100 ? 0 : 1));

    static IEnumerable<(int Count, int Objectives)> Sizes(int[] counts, int[] objectives) =>
        counts.SelectMany(count => objectives.Select(number => (count, number)));
}
