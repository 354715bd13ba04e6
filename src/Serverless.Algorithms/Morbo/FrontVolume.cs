using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Morbo;

/// <summary>Volumes as shares of the box between the ideal point of a front and a reference point a tenth of its range behind the nadir.</summary>
/// <remarks>
/// The reference point is that of BoTorch's <c>infer_reference_point</c>. Exact in up to three objectives; with more, by 512 uniform points
/// of the box, the same for all volumes.
/// </remarks>
sealed class FrontVolume
{
    const double Margin = 0.1;
    const int MostExact = 3;
    const int Samples = 512;

    readonly double[][] _samples;

    /// <param name="values">Of each objective: those that make its range; may be none.</param>
    /// <param name="random">Points are drawn from it.</param>
    public FrontVolume(IReadOnlyList<IReadOnlyCollection<double>> values, RandomStream random)
    {
        var objectives = values.Count;
        Ideal = [.. values.Select(one => one.DefaultIfEmpty().Min())];
        Reference = [.. values.Select((one, k) => one.DefaultIfEmpty().Max() is var nadir ? nadir + (Margin * Range(Ideal[k], nadir)) : 0)];
        _samples = objectives <= MostExact ? [] : [.. Enumerable.Range(0, Samples).Select(_ => Enumerable.Range(0, objectives).Select(_ => random.NextDouble()).ToArray())];
    }

    public double[] Ideal { get; }

    public double[] Reference { get; }

    /// <summary>The box of the front of some members; of all that is known of them while none is feasible.</summary>
    public static FrontVolume Over(IReadOnlyList<Member> members, int objectives, RandomStream random)
    {
        var front = Front(members, objectives);
        var ranging = front.Count > 0 ? front : members;
        return new FrontVolume(
            [.. Enumerable.Range(0, objectives).Select(k => ranging.Where(member => TrainingSet.IsKnown(member, k)).Select(member => member.Objectives[k]).ToArray())],
            random);
    }

    /// <summary>The feasible members that none dominates; of equal ones the first.</summary>
    public static IReadOnlyList<Member> Front(IReadOnlyList<Member> members, int objectives)
    {
        var front = new NondominatedSet<Member>(objectives);
        foreach (var member in members.Where(Counts))
        {
            front.Add(member.Objectives, member);
        }

        return [.. front.Items];
    }

    /// <summary>The objectives of some members: n × m, row-major.</summary>
    public static double[] Points(IEnumerable<Member> members) => [.. members.SelectMany(member => member.Objectives)];

    /// <summary>Whether a member has a place on fronts: feasible, every objective known.</summary>
    public static bool Counts(Member member) =>
        member.IsFeasible && Enumerable.Range(0, member.Objectives.Length).All(objective => TrainingSet.IsKnown(member, objective));

    /// <summary>A value of an objective: 0 at the ideal, 1 at the reference.</summary>
    public double Scale(double value, int objective) => (value - Ideal[objective]) / (Reference[objective] - Ideal[objective]);

    /// <summary>The volume that some points dominate.</summary>
    /// <param name="points">n × m, row-major; may be none.</param>
    public double Of(ReadOnlySpan<double> points)
    {
        var scaled = Scaled(points);
        return _samples.Length == 0
            ? Hypervolume.Of(scaled, Ones())
            : (double)_samples.Count(sample => Dominators(sample, scaled).Any()) / Samples;
    }

    /// <summary>What each point of a front dominates alone.</summary>
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
