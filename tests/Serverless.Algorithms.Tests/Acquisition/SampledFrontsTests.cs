using Serverless.Algorithms.Acquisition;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Acquisition;

/// <summary>Compares gains over sampled fronts with exact hypervolume contributions.</summary>
public sealed class SampledFrontsTests
{
    const int Candidates = 16;
    const int Draws = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AddGains_FewObjectives_AddsEachDrawsExactContribution(int objectives) => Check(objectives, tolerance: 1e-12);

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void AddGains_ManyObjectives_AddsAboutTheContribution(int objectives) => Check(objectives, tolerance: 0.08);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Boxes_OfRandomPoints_AreDisjointAndFillWhatIsNotDominated(int objectives)
    {
        var random = RandomStream.For(2, 0, objectives);
        double[] points = [.. Enumerable.Range(0, 7 * objectives).Select(_ => 1.2 * random.NextDouble())];
        double[] reference = [.. Enumerable.Repeat(1.0, objectives)];

        var boxes = NondominatedBoxes.Of(points, reference);

        var free = 0.0;
        for (var box = 0; box < boxes.Count; box += 2 * objectives)
        {
            free += Enumerable.Range(0, objectives).Aggregate(1.0, (volume, k) => volume * Math.Max(0, boxes[box + objectives + k] - Math.Max(0, boxes[box + k])));
        }

        free.ShouldBe(1 - Hypervolume.Of(points, reference), 1e-12);
    }

    static void Check(int objectives, double tolerance)
    {
        var random = RandomStream.For(1, 0, objectives);
        double[] ideal = [.. Enumerable.Range(0, objectives).Select(k => -1.0 - k)];
        double[] reference = [.. Enumerable.Range(0, objectives).Select(k => 1.0 + (3 * k))];
        double[] Points(int count) => [.. Enumerable.Range(0, count * objectives)
            .Select(i => ideal[i % objectives] + ((reference[i % objectives] - ideal[i % objectives]) * ((0.8 * random.NextDouble()) + (i / objectives % 2 * 0.3))))];
        double[][] added = [.. Enumerable.Range(0, 6).Select(_ => Points(Draws))];
        var fronts = new SampledFronts(Draws, ideal, reference, RandomStream.For(3, 0, 0));
        foreach (var values in added)
        {
            fronts.Add(values);
        }

        var candidates = Points(Candidates);
        var box = ideal.Zip(reference, (from, to) => to - from).Aggregate(1.0, (volume, side) => volume * side);
        for (var draw = 0; draw < Draws; draw++)
        {
            double[] front = [.. added.SelectMany(values => values.AsSpan(draw * objectives, objectives).ToArray())];
            var gains = new double[Candidates];
            gains[3] = 1;
            fronts.AddGains(draw, [.. Enumerable.Range(0, objectives).Select(k => Enumerable.Range(0, Candidates).Select(i => candidates[(i * objectives) + k]).ToArray())], gains);

            for (var i = 0; i < Candidates; i++)
            {
                var exact = HypervolumeContribution.OfAdding(candidates.AsSpan(i * objectives, objectives), front, reference) / box;
                gains[i].ShouldBe(exact + (i == 3 ? 1 : 0), tolerance);
            }
        }
    }
}
