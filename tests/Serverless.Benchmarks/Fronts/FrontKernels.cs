using System.Globalization;
using Serverless.MultiObjective;
using Serverless.Testing;

namespace Serverless.Benchmarks.Fronts;

/// <summary>The cost of sorting and measuring fronts, beside textbook code in the same run and beside figures of peers from other machines.</summary>
static class FrontKernels
{
    const double ReferenceValue = 1.1;

    /// <summary>Slicing more takes minutes.</summary>
    const double MostSlices = 1e6;

    internal static void Measure(Report report)
    {
        report.Say($"Milliseconds of processor time, one thread, median (least). In brackets: peers, measured on another machine. .NET {Environment.Version}, {Environment.ProcessorCount} processors.");
        report.Say("Nondominated sort, uniform random points");
        foreach (var (count, objectives) in Sizes([1000, 10000], [2, 3, 4]))
        {
            Sort(report, count, objectives);
        }

        report.Say("The nondominated points so far, point by point");
        foreach (var (count, objectives) in Sizes([10000], [2, 3, 4]))
        {
            Archive(report, count, objectives);
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
        var ours = CpuTime.Of(() => fronts = NondominatedSort.Ranks(points, objectives, ranks));
        Show(report, $"{count:N0} × {objectives}, {fronts} fronts", ours, PeerFigure.OfSort(count, objectives));
        var naiveFronts = 0;
        var naive = CpuTime.Of(() => naiveFronts = Naive.Sort(points, objectives));
        Compare(report, $"sort of {count:N0} × {objectives} / every pair", ours, naive.Median, agree: fronts == naiveFronts);
    }

    static void Archive(Report report, int count, int objectives)
    {
        // A tenth as far apart as the sphere is wide: some join, most are dominated, members are dropped.
        var points = PointCloud.Sphere(count, objectives, Seed(7000, count, objectives));
        var worse = PointCloud.Uniform(count, 1, seed: 1);
        for (var i = 0; i < points.Length; i++)
        {
            points[i] += worse[i / objectives] / 10;
        }

        var members = 0;
        var ours = CpuTime.Of(() =>
        {
            var set = new NondominatedSet<int>(objectives);
            for (var i = 0; i < count; i++)
            {
                set.Add(points.AsSpan(i * objectives, objectives), i);
            }

            members = set.Count;
        });
        Show(report, $"{count:N0} × {objectives}, {members} stay", ours, []);
        var naiveMembers = 0;
        var naive = CpuTime.Of(() => naiveMembers = Naive.Archive(points, objectives));
        Compare(report, $"set of {count:N0} × {objectives} / a list", ours, naive.Median, agree: members == naiveMembers);
    }

    static void Volume(Report report, string what, double[] points, int objectives, IReadOnlyList<PeerFigure> peers)
    {
        var reference = Reference(objectives);
        var volume = 0.0;
        var ours = CpuTime.Of(() => volume = Hypervolume.Of(points, reference));
        Show(report, what, ours, peers);
        if (Math.Pow(points.Length / objectives, objectives - 1) <= MostSlices)
        {
            var naiveVolume = 0.0;
            var rows = points.Chunk(objectives).ToArray();
            var naive = CpuTime.Of(() => naiveVolume = Naive.Hypervolume(rows, reference, objectives));
            Compare(report, $"hypervolume of {what} / slicing objectives", ours, naive.Median, agree: Math.Abs(volume - naiveVolume) < 1e-12);
        }
    }

    static void Contributions(Report report, int count, int objectives)
    {
        var points = PointCloud.Sphere(count, objectives, Seed(7000, count, objectives));
        var reference = Reference(objectives);
        var first = 0.0;
        var ours = CpuTime.Of(() => first = HypervolumeContribution.OfEach(points, reference)[0]);
        Show(report, $"{count:N0} × {objectives}", ours, []);

        // One loss for all of them: they take as long as each other.
        var lost = 0.0;
        var naive = count * CpuTime.Of(() => lost = Hypervolume.Of(points, reference) - Hypervolume.Of(points.AsSpan(objectives), reference)).Median / 2;
        Compare(report, $"contributions of {count:N0} × {objectives} / as many hypervolumes", ours, naive, agree: Math.Abs(lost - first) < 1e-12);
    }

    static void Show(Report report, string what, CpuTime ours, IReadOnlyList<PeerFigure> peers)
    {
        var figures = peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{peer.Peer} {peer.Milliseconds:0.####}"));
        var brackets = peers.Count > 0 ? $"   [{string.Join(", ", figures)}]" : "";
        report.Say(string.Create(CultureInfo.InvariantCulture, $"      {what}: {ours.Median:0.####} ({ours.Least:0.####}){brackets}"));
    }

    /// <summary>Ours must be the faster, and the answers the same.</summary>
    static void Compare(Report report, string what, CpuTime ours, double naive, bool agree) =>
        report.Bound(agree ? what : $"{what}, WHICH DISAGREE", agree ? ours.Median / naive : double.PositiveInfinity, 1);

    static double[] Reference(int objectives) => [.. Enumerable.Repeat(ReferenceValue, objectives)];

    static ulong Seed(int start, int count, int objectives) => (ulong)(start + (10 * objectives) + (count == 100 ? 0 : 1));

    static IEnumerable<(int Count, int Objectives)> Sizes(int[] counts, int[] objectives) =>
        counts.SelectMany(count => objectives.Select(number => (count, number)));
}
