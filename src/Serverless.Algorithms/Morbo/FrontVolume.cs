using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Morbo;

/// <summary>
/// Computes volumes as shares of the box between the ideal point of a front and a reference point a tenth of its range beyond the nadir.
/// </summary>
/// <remarks>
/// The reference point is that of BoTorch's <c>infer_reference_point</c>. Volumes are exact in up to three objectives; with more they are estimated
/// by 512 uniform points of the box, the same for all volumes.
/// </remarks>
sealed class FrontVolume
{
    const double Margin = 0.1;
    const int MostExact = 3;
    const int Samples = 512;

    readonly double[][] _samples;

    /// <param name="values">For each objective the values that define its range; can be empty.</param>
    /// <param name="random">The source of the points.</param>
    public FrontVolume(IReadOnlyList<IReadOnlyCollection<double>> values, RandomStream random)
    {
        var objectives = values.Count;
        Ideal = [.. values.Select(one => one.DefaultIfEmpty().Min())];
        Reference = [.. values.Select((one, k) => one.DefaultIfEmpty().Max() is var nadir ? nadir + (Margin * Range(Ideal[k], nadir)) : 0)];
        _samples = objectives <= MostExact ? [] : [.. Enumerable.Range(0, Samples).Select(_ => Enumerable.Range(0, objectives).Select(_ => random.NextDouble()).ToArray())];
    }

    public double[] Ideal { get; }

    public double[] Reference { get; }

    /// <summary>Creates the box of the front of some members; of all their known objectives while none is feasible.</summary>
    public static FrontVolume Over(IReadOnlyList<Member> members, int objectives, RandomStream random)
    {
        var front = Front(members, objectives);
        var ranging = front.Count > 0 ? front : members;
        return new FrontVolume(
            [.. Enumerable.Range(0, objectives).Select(k => ranging.Where(member => TrainingSet.IsKnown(member, k)).Select(member => member.Objectives[k]).ToArray())],
            random);
    }

    /// <summary>Returns the feasible members that no other dominates; the first of equal ones.</summary>
    public static IReadOnlyList<Member> Front(IReadOnlyList<Member> members, int objectives)
    {
        var front = new NondominatedSet<Member>(objectives);
        foreach (var member in members.Where(Counts))
        {
            front.Add(member.Objectives, member);
        }

        return [.. front.Items];
    }

    /// <summary>Returns the objectives of some members: n × m, row-major.</summary>
    public static double[] Points(IEnumerable<Member> members) => [.. members.SelectMany(member => member.Objectives)];

    /// <summary>Returns whether a member can be on a front: feasible, with every objective known.</summary>
    public static bool Counts(Member member) =>
        member.IsFeasible && Enumerable.Range(0, member.Objectives.Length).All(objective => TrainingSet.IsKnown(member, objective));

    /// <summary>Scales a value of an objective to 0 at the ideal point and 1 at the reference point.</summary>
    public double Scale(double value, int objective) => (value - Ideal[objective]) / (Reference[objective] - Ideal[objective]);

    /// <summary>Returns the volume that some points dominate.</summary>
    /// <param name="points">n × m, row-major; can be empty.</param>
    public double Of(ReadOnlySpan<double> points)
    {
        var scaled = Scaled(points);
        return _samples.Length == 0
            ? Hypervolume.Of(scaled, Ones())
            : (double)_samples.Count(sample => Dominators(sample, scaled).Any()) / Samples;
    }

    /// <summary>Returns the volume that each point of a front dominates alone.</summary>
    /// <param name="points">n × m, row-major.</param>
    public double[] OfEach(ReadOnlySpan<double> points)
    {
        var scaled = Scaled(points);
        if (_samples.Length == 0)
        {
            return HypervolumeContribution.OfEach(scaled, Ones());
        }

        var alone = new double[points.Length / Ideal.Length];
        foreach (var sample in _samples)
        {
            int[] dominators = [.. Dominators(sample, scaled).Take(2)];
            if (dominators.Length == 1)
            {
                alone[dominators[0]] += 1.0 / Samples;
            }
        }

        return alone;
    }

    static double Range(double ideal, double nadir) => nadir > ideal ? nadir - ideal : nadir != 0 ? Math.Abs(nadir) : 1;

    static IEnumerable<int> Dominators(double[] sample, double[] scaled) => Enumerable.Range(0, scaled.Length / sample.Length)
        .Where(i => Dominance.Dominates(scaled.AsSpan(i * sample.Length, sample.Length), sample));

    double[] Scaled(ReadOnlySpan<double> points)
    {
        var scaled = new double[points.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = Scale(points[i], i % Ideal.Length);
        }

        return scaled;
    }

    double[] Ones() => [.. Enumerable.Repeat(1.0, Ideal.Length)];
}
